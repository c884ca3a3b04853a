package io.changeover.backup.storage.postgres;

import io.changeover.backup.storage.BackupId;
import io.changeover.backup.storage.BackupRegister;
import io.changeover.backup.storage.RegisteredBackup;
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
  public void note(RegisteredBackup backup) {
    jdbc.sql(NOTE)
        .param("backup", backup.backup().toString())
        .param("target", backup.backup().target().value())
        .param("deployment", backup.backup().deployment().value())
        .param("step", backup.backup().step().value())
        .param("finished", Timestamp.from(backup.finishedAt()))
        .param("bytes", backup.bytes().bytes())
        .param("sha256", backup.sha256().value())
        .param("verified", timestamp(backup.verifiedAt()))
        .update();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
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
