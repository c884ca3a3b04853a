package io.changeover.migration.copy;

import jakarta.validation.constraints.AssertTrue;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The settings {@code changeover.migration.export.*}.
 *
 * @param storage an absolute directory, in which each export has one of its own; without it the
 *     step json-lines is refused
 */
@Validated
@ConfigurationProperties("changeover.migration.export")
record ExportSettings(@Nullable Path storage) {
  @AssertTrue(message = "changeover.migration.export.storage must be an absolute path")
  boolean isStorageAbsolute() {
    return storage == null || storage.isAbsolute();
  }
}
