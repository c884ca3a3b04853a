package io.changeover.backup.sqlite;

import io.changeover.backup.storage.AgedBackup;
import io.changeover.backup.storage.BackupId;
import io.changeover.backup.storage.RegisteredBackup;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.Digest;
import io.changeover.contracts.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about a backup of a SQLite database; it lies beside the copy, and is written
 * last.
 *
 * @param file that was copied
 * @param databaseBytes its size
 * @param bytes the copy's size
 * @param sha256 of the copy
 * @param content of the copy, equal to the source's at that moment
 * @param copiedIn how long the copying took
 * @param provedIn how long the proof took
 * @param startedAt when the copying began; null in manifests that are older than this field
 */
record SqliteManifest(
    BackupId backup,
    String file,
    ByteSize databaseBytes,
    ByteSize bytes,
    Digest sha256,
    SqliteContent content,
    Duration copiedIn,
    Duration provedIn,
    @Nullable Instant startedAt) {
  /** What the retention needs to know; empty when that is not known. */
  Optional<AgedBackup> aged() {
    return Optional.ofNullable(startedAt)
        .map(began ->
            new AgedBackup(
                backup, backup.deployment(), began, began.plus(copiedIn).plus(provedIn), true));
  }

  /** What the register tells of it; empty when its times are not known. */
  Optional<RegisteredBackup> registered() {
    return Optional.ofNullable(startedAt)
        .map(began -> began.plus(copiedIn))
        .map(copied -> new RegisteredBackup(backup, copied, bytes, sha256, copied.plus(provedIn)));
  }

  Evidence.Backup evidence(String location) {
    return new Evidence.Backup(
        backup.toString(),
        location,
        bytes,
        sha256,
        databaseBytes,
        content.schema(),
        content.data(),
        content.tables().size(),
        content.rows(),
        copiedIn,
        provedIn,
        true);
  }
}
