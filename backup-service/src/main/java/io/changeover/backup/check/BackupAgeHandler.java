package io.changeover.backup.check;

import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.Storage;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.BackupAge;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepHandler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The step backup-age. A backup shows the database as it was when its dump began, so its age counts
 * from there.
 */
@Component
final class BackupAgeHandler implements StepHandler<BackupAge> {
  private final Storage storage;
  private final Clock clock;

  BackupAgeHandler(Storage storage, Clock clock) {
    this.storage = storage;
    this.clock = clock;
  }

  @Override
  public Class<BackupAge> kind() {
    return BackupAge.class;
  }

  @Override
  public Outcome handle(StepCommand command, BackupAge spec, StepContext context)
      throws IOException {
    TargetName target = command.target(spec.target());
    Storage.Listing listing = storage.of(target);
    Optional<Instant> newest =
        listing.manifests().stream()
            .filter(backup -> backup.proof() != null)
            .filter(backup -> counts(backup, command, spec))
            .map(backup -> backup.dump().startedAt())
            .max(Instant::compareTo);
    CheckResult check =
        CheckResult.of(
            "newest verified backup of %s%s"
                .formatted(target, isOwnCounted(spec) ? "" : ", this deployment's own left out"),
            "at most %s old".formatted(text(spec.within())),
            newest.map(this::seen).orElse("none") + unreadable(listing),
            command.severity(),
            newest.filter(at -> age(at).compareTo(spec.within()) <= 0).isPresent());
    return Outcome.ofChecks(
        List.of(check), "Make a backup by a postgres-dump step that is verified by a restore.");
  }

  private static boolean counts(Manifest backup, StepCommand command, BackupAge spec) {
    return isOwnCounted(spec) || !backup.origin().deployment().equals(command.deployment());
  }

  private static boolean isOwnCounted(BackupAge spec) {
    return !Boolean.FALSE.equals(spec.own());
  }

  private Duration age(Instant at) {
    return Duration.between(at, clock.instant());
  }

  private String seen(Instant at) {
    return "%s old, of %s".formatted(text(age(at)), at);
  }

  private static String unreadable(Storage.Listing listing) {
    return listing.unreadable().isEmpty()
        ? ""
        : "; manifests that cannot be read: " + listing.unreadable().size();
  }

  private static String text(Duration duration) {
    return "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart());
  }
}
