package io.changeover.backup.storage;

import io.changeover.backup.BackupSettings;
import java.nio.file.Path;
import java.time.Duration;

/** A storage for tests. */
public final class BackupPlaces {
  private BackupPlaces() {}

  public static Storage below(Path directory) {
    return new Storage(
        new BackupSettings(
            directory,
            7,
            Duration.ofDays(30),
            "changeover_scratch_",
            "changeover_restore_",
            "postgres",
            null));
  }
}
