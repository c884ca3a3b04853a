package io.changeover.backup.storage.postgres;

import io.changeover.backup.storage.BackupId;
import io.changeover.backup.storage.BackupRegister;
import io.changeover.backup.storage.Manifest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code stored_backup}. */
@Component
final class JdbcBackupRegister implements BackupRegister {
  private static final String NOTE =
      """
      insert into stored_backup
        (backup, target, deployment_id, step_id, finished_at, bytes, sha256, verified_at)
      values (:backup, :target, :deployment, :step, :finished, :bytes, :sha256, :verified)
      on conflict (backup) do update set
        finished_at = excluded.finished_at, bytes = excluded.bytes, sha256 = excluded.sha256,
        verified_at = excluded.verified_at, removed_at = null
      """;

  private final JdbcClient jdbc;

  JdbcBackupRegister(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void note(Manifest manifest) {
    jdbc.sql(NOTE)
        .param("backup", manifest.backup().toString())
        .param("target", manifest.backup().target().value())
        .param("deployment", manifest.origin().deployment().value())
        .param("step", manifest.origin().step().value())
        .param("finished", Timestamp.from(manifest.dump().finishedAt()))
        .param("bytes", manifest.dump().bytes().bytes())
        .param("sha256", manifest.dump().sha256().value())
        .param("verified", verifiedAt(manifest))
        .update();
  }

  private static @Nullable Timestamp verifiedAt(Manifest manifest) {
    return manifest.proof() == null ? null : Timestamp.from(manifest.proof().at());
  }

  @Override
  public void noteRemoval(BackupId backup, Instant at) {
    jdbc.sql("update stored_backup set removed_at = :at where backup = :backup")
        .param("at", Timestamp.from(at))
        .param("backup", backup.toString())
        .update();
  }

  @Override
  public Optional<Instant> removedAt(BackupId backup) {
    return jdbc.sql(
            "select removed_at from stored_backup where backup = :backup and removed_at is not null")
        .param("backup", backup.toString())
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .optional();
  }
}
