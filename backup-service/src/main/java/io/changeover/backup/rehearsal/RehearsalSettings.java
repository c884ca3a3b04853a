package io.changeover.backup.rehearsal;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings {@code changeover.backup.rehearsal.*}.
 *
 * @param prefix what the names of scratch databases for rehearsals begin with; everything so named
 *     belongs to this service and may be dropped by it
 * @param lastsAtMost after this time a scratch database that its deployment has not dropped is
 *     dropped by this service
 */
@Validated
@ConfigurationProperties("changeover.backup.rehearsal")
public record RehearsalSettings(
    @DefaultValue("changeover_rehearsal_") @Pattern(regexp = PREFIX) String prefix,
    @DefaultValue("24h") @NotNull Duration lastsAtMost) {
  /** Leaves room for a key, and for what a replaced database is called, in 63 bytes. */
  private static final String PREFIX = "[a-z][a-z0-9_]{4,20}";

  @AssertTrue(message = "changeover.backup.rehearsal.lasts-at-most must be longer than nothing")
  boolean isLongerThanNothing() {
    return lastsAtMost.isPositive();
  }
}
