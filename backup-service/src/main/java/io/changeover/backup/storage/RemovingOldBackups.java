package io.changeover.backup.storage;

import io.changeover.backup.BackupSettings;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Severity;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Applies the retention after a backup has succeeded. */
@Component
public final class RemovingOldBackups {
  private final Storage storage;
  private final BackupRegister register;
  private final Retention retention;
  private final Clock clock;

  RemovingOldBackups(
      Storage storage, BackupRegister register, BackupSettings settings, Clock clock) {
    this.storage = storage;
    this.register = register;
    this.retention = new Retention(settings.keepAtLeast(), settings.keepFor());
    this.clock = clock;
  }

  /** Removes what may go beside a new backup. That it could not is told but is no failure. */
  public CheckResult after(Manifest newest) {
    String expected =
        "older than %d days and not among the newest %d verified ones: removed"
            .formatted(retention.keepFor().toDays(), retention.keepAtLeast());
    try {
      List<Manifest> old =
          retention.removable(
              storage.of(newest.backup().target()).manifests(), newest, clock.instant());
      for (Manifest one : old) {
        storage.at(one.backup()).remove();
        register.noteRemoval(one.backup(), clock.instant());
      }
      return CheckResult.of("retention", expected, old.size() + " removed", Severity.MINOR, true);
    } catch (IOException stuck) {
      return CheckResult.of(
          "retention", expected, "cannot remove: " + stuck.getMessage(), Severity.MINOR, false);
    }
  }
}
