/** Flyway as a library, believed by flyway_schema_history. */
@NullMarked
package io.changeover.migration.flyway;

import org.jspecify.annotations.NullMarked;
