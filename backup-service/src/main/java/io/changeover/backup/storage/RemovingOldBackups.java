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

  /** All backups of a target that can be understood. */
  @FunctionalInterface
  public interface Backups {
    /** Reads them from the storage. */
    List<AgedBackup> read() throws IOException;
  }

  /** Removes what may go beside a new dump. That it could not is told but is no failure. */
  public CheckResult after(Manifest newest) {
    return after(
        AgedBackup.of(newest),
        () ->
            storage.of(newest.backup().target()).manifests().stream().map(AgedBackup::of).toList());
  }

  /** The same where somebody else knows what the backups of that target are. */
  public CheckResult after(AgedBackup newest, Backups backups) {
    String expected =
        "older than %d days and not among the newest %d verified ones: removed"
            .formatted(retention.keepFor().toDays(), retention.keepAtLeast());
    try {
      List<AgedBackup> old = retention.removable(backups.read(), newest, clock.instant());
      for (AgedBackup one : old) {
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
