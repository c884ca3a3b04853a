package io.changeover.backup;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings {@code changeover.backup.*}.
 *
 * @param storage an absolute directory, created for its owner only, in which dumps and their
 *     manifests lie
 * @param keepAtLeast how many of the newest verified backups of a database are kept whatever their
 *     age
 * @param keepFor how long every backup is kept
 * @param scratchPrefix what the names of databases begin with that exist only for a proving
 *     restore; everything so named belongs to this service and may be dropped by it
 * @param restorePrefix what the names of databases begin with that are about to take a database's
 *     place
 * @param maintenanceDatabase is connected to while other databases are created, renamed and dropped
 * @param tools the directory of pg_dump and pg_restore; without it they are looked for on the PATH
 */
@Validated
@ConfigurationProperties("changeover.backup")
public record BackupSettings(
    @NotNull Path storage,
    @DefaultValue("7") @Min(1) int keepAtLeast,
    @DefaultValue("30d") @NotNull Duration keepFor,
    @DefaultValue("changeover_scratch_") @Pattern(regexp = PREFIX) String scratchPrefix,
    @DefaultValue("changeover_restore_") @Pattern(regexp = PREFIX) String restorePrefix,
    @DefaultValue("postgres") @NotBlank String maintenanceDatabase,
    @Nullable Path tools) {
  /** Leaves room for the command's key in the 63 bytes of a name. */
  private static final String PREFIX = "[a-z][a-z0-9_]{4,31}";

  @AssertTrue(message = "changeover.backup.storage must be an absolute path")
  boolean isStorageAbsolute() {
    return storage.isAbsolute();
  }

  @AssertTrue(message = "changeover.backup.keep-for must not be negative")
  boolean isKeptForSomeTime() {
    return !keepFor.isNegative();
  }

  @AssertTrue(message = "neither prefix may begin with the other one")
  boolean isEachPrefixItsOwn() {
    return !scratchPrefix.startsWith(restorePrefix) && !restorePrefix.startsWith(scratchPrefix);
  }

  /** The program to run. */
  public String tool(String name) {
    return tools == null ? name : tools.resolve(name).toString();
  }
}
