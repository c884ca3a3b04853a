/** PostgreSQL: as the target that is migrated, and as the place where attempts are recorded. */
@NullMarked
package io.changeover.migration.postgres;

import org.jspecify.annotations.NullMarked;
