/** Files of SQL at PostgreSQL. */
@NullMarked
package io.changeover.migration.sql.postgres;

import org.jspecify.annotations.NullMarked;
