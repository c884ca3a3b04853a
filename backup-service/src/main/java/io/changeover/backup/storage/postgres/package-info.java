/** The register of backups in the service's own schema. */
@NullMarked
package io.changeover.backup.storage.postgres;

import org.jspecify.annotations.NullMarked;
