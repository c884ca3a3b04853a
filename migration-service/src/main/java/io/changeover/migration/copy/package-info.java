/** Copies a SQLite database into PostgreSQL, and proves that both hold the same. */
@NullMarked
package io.changeover.migration.copy;

import org.jspecify.annotations.NullMarked;
