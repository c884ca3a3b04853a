/** What is read: a SQLite database, whose schema may be any. */
@NullMarked
package io.changeover.migration.copy.source;

import org.jspecify.annotations.NullMarked;
