package io.changeover.backup.sqlite;

import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.SqliteBackup;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.SqliteTarget;
import org.springframework.stereotype.Component;

/** The step sqlite-backup in its three directions. */
@Component
final class SqliteBackupHandler implements StepHandler<SqliteBackup> {
  private final Databases databases;
  private final SqliteBackups backups;
  private final TakingSqliteBackup taking;
  private final RestoringSqliteFile restoring;
  private final ComparingSqlite comparing;

  SqliteBackupHandler(
      Databases databases,
      SqliteBackups backups,
      TakingSqliteBackup taking,
      RestoringSqliteFile restoring,
      ComparingSqlite comparing) {
    this.databases = databases;
    this.backups = backups;
    this.taking = taking;
    this.restoring = restoring;
    this.comparing = comparing;
  }

  @Override
  public Class<SqliteBackup> kind() {
    return SqliteBackup.class;
  }

  @Override
  public Outcome handle(StepCommand command, SqliteBackup spec, StepContext context)
      throws Exception {
    SqliteTarget target = databases.sqlite(command.target(spec.target()));
    return switch (command.direction()) {
      case FORWARD -> taking.into(backups.of(command, target.name()), target, context);
      case BACK -> restoring.back(backups.made(command, command.step()), target, context);
      case PROBE -> comparing.price(backups.made(command, command.step()), target, context);
    };
  }
}
