package io.changeover.backup.storage;

import java.time.Instant;
import java.util.Optional;

/**
 * A list of all backups there ever were, for people and for retention. The manifests are the truth;
 * this remembers those whose manifest is gone, too.
 */
public interface BackupRegister {
  /** Notes a backup, or what has become of it since. */
  void note(RegisteredBackup backup);

  /** Notes a dump by its manifest. */
  default void note(Manifest manifest) {
    note(RegisteredBackup.of(manifest));
  }

  /** Notes that retention has removed a backup. */
  void noteRemoval(BackupId backup, Instant at);

  /** When retention removed a backup; empty when it did not. */
  Optional<Instant> removedAt(BackupId backup);
}
