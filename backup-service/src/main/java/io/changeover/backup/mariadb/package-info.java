/** MariaDB: dumps, their proof, and the way back by one rename of all tables. */
@NullMarked
package io.changeover.backup.mariadb;

import org.jspecify.annotations.NullMarked;
