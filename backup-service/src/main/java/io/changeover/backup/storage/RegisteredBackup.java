package io.changeover.backup.storage;

import io.changeover.contracts.ByteSize;
import io.changeover.contracts.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the register tells of a backup, however it was made.
 *
 * @param finishedAt when it had been written
 * @param bytes its size
 * @param sha256 of what was written
 * @param verifiedAt when it was proved; null when it was not
 */
public record RegisteredBackup(
    BackupId backup,
    Instant finishedAt,
    ByteSize bytes,
    Digest sha256,
    @Nullable Instant verifiedAt) {
  static RegisteredBackup of(Manifest manifest) {
    return new RegisteredBackup(
        manifest.backup(),
        manifest.dump().finishedAt(),
        manifest.dump().bytes(),
        manifest.dump().sha256(),
        manifest.proof() == null ? null : manifest.proof().at());
  }
}
