/** The client tools pg_dump and pg_restore. */
@NullMarked
package io.changeover.backup.pgdump;

import org.jspecify.annotations.NullMarked;
