/** What checks of databases ask MariaDB. */
@NullMarked
package io.changeover.validation.mariadb;

import org.jspecify.annotations.NullMarked;
