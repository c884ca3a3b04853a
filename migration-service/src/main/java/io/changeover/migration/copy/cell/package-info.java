/** How a value of SQLite becomes one of PostgreSQL's binary COPY format, or why it cannot. */
@NullMarked
package io.changeover.migration.copy.cell;

import org.jspecify.annotations.NullMarked;
