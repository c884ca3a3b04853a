/** Backups of SQLite databases: copied online, proved, and put back in the place of the file. */
@NullMarked
package io.changeover.backup.sqlite;

import org.jspecify.annotations.NullMarked;
