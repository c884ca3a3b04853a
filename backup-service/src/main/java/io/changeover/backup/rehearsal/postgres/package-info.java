/** Rehearsals at PostgreSQL servers. */
@NullMarked
package io.changeover.backup.rehearsal.postgres;

import org.jspecify.annotations.NullMarked;
