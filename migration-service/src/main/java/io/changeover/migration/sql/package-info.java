/** Versions of a schema from files of SQL, with a ledger of our own in the same transaction. */
@NullMarked
package io.changeover.migration.sql;

import org.jspecify.annotations.NullMarked;
