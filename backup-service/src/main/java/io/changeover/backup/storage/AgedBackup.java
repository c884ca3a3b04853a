package io.changeover.backup.storage;

import io.changeover.contracts.DeploymentId;
import java.time.Instant;

/**
 * What decides how long a backup is kept.
 *
 * @param startedAt when it was begun: what it holds is of then
 * @param finishedAt its age counts from here
 * @param verified whether it was proved
 */
public record AgedBackup(
    BackupId backup,
    DeploymentId deployment,
    Instant startedAt,
    Instant finishedAt,
    boolean verified) {
  static AgedBackup of(Manifest manifest) {
    return new AgedBackup(
        manifest.backup(),
        manifest.origin().deployment(),
        manifest.dump().startedAt(),
        manifest.dump().finishedAt(),
        manifest.proof() != null);
  }
}
