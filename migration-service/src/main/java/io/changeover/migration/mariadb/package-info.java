/** MariaDB: its catalogue, and accounts and locks that tell attempts apart. */
@NullMarked
package io.changeover.migration.mariadb;

import org.jspecify.annotations.NullMarked;
