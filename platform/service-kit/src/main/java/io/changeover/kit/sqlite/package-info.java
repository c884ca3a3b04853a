/** SQLite databases, read and backed up through SQLite's own C library. */
@NullMarked
package io.changeover.kit.sqlite;

import org.jspecify.annotations.NullMarked;
