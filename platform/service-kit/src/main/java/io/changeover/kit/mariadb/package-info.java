/** Connections to registered MariaDB databases, and what such a database holds. */
@NullMarked
package io.changeover.kit.mariadb;

import org.jspecify.annotations.NullMarked;
