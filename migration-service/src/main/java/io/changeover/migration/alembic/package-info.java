/** Alembic: its history, its ledger and its command line. */
@NullMarked
package io.changeover.migration.alembic;

import org.jspecify.annotations.NullMarked;
