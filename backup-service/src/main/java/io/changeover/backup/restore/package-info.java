/** Rollback level 3: a restored copy takes the database's name. */
@NullMarked
package io.changeover.backup.restore;

import org.jspecify.annotations.NullMarked;
