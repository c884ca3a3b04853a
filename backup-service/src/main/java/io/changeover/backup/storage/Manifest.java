package io.changeover.backup.storage;

import io.changeover.backup.content.DatabaseContent;
import io.changeover.backup.server.DatabaseProperties;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.StepId;
import io.changeover.contracts.step.DumpFormat;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about a backup. It lies next to the dump and is the truth about it; it is
 * written when the dump is complete, and again when the dump was proved.
 *
 * @param content of the database under the dump's snapshot
 * @param proof null until a restored copy was equal
 */
public record Manifest(
    BackupId backup,
    Origin origin,
    Dump dump,
    DatabaseProperties properties,
    DatabaseContent content,
    @Nullable Proof proof) {

  /**
   * Where the backup is from.
   *
   * @param database the name at the server
   * @param server the server's version, as in 15.20
   * @param bytes the database's size when the dump began
   */
  public record Origin(
      DeploymentId deployment,
      StepId step,
      CommandId command,
      String database,
      String server,
      ByteSize bytes) {}

  /**
   * The dump.
   *
   * @param tool the version of pg_dump
   * @param sha256 of the file, or of the lines that sha256sum prints for a directory's files by
   *     name
   */
  public record Dump(
      DumpFormat format,
      String tool,
      Instant startedAt,
      Instant finishedAt,
      ByteSize bytes,
      Digest sha256) {
    /** From the snapshot to the last byte. */
    public Duration took() {
      return Duration.between(startedAt, finishedAt);
    }
  }

  /**
   * A restore that brought back what was dumped.
   *
   * @param restoredIn how long pg_restore took
   */
  public record Proof(Instant at, Duration restoredIn) {}

  /** With the proof. */
  public Manifest provedBy(Proof found) {
    return new Manifest(backup, origin, dump, properties, content, found);
  }

  /** What the step can show for it. */
  public Evidence.Backup evidence(String location) {
    return new Evidence.Backup(
        backup.toString(),
        location,
        dump.bytes(),
        dump.sha256(),
        origin.bytes(),
        content.schema(),
        content.data(),
        content.tables().size(),
        content.rows(),
        dump.took(),
        proof == null ? null : proof.restoredIn(),
        proof != null);
  }
}
