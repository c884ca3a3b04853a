package io.changeover.backup.sqlite;

import io.changeover.backup.storage.AgedBackup;
import io.changeover.backup.storage.RemovingOldBackups;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.SqliteBackup;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.SqliteTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The step sqlite-backup in its three directions. */
@Component
final class SqliteBackupHandler implements StepHandler<SqliteBackup> {
  private final Databases databases;
  private final SqliteBackups backups;
  private final TakingSqliteBackup taking;
  private final RemovingOldBackups removing;
  private final RestoringSqliteFile restoring;
  private final ComparingSqlite comparing;

  SqliteBackupHandler(
      Databases databases,
      SqliteBackups backups,
      TakingSqliteBackup taking,
      RemovingOldBackups removing,
      RestoringSqliteFile restoring,
      ComparingSqlite comparing) {
    this.databases = databases;
    this.backups = backups;
    this.taking = taking;
    this.removing = removing;
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
      case FORWARD -> forward(backups.of(command, target.name()), target, context);
      case BACK -> restoring.back(backups.made(command, command.step()), target, context);
      case PROBE -> comparing.price(backups.made(command, command.step()), target, context);
    };
  }

  /** Old backups may go only when a new one has been proved, as every one that succeeded was. */
  private Outcome forward(SqliteBackups.Place place, SqliteTarget target, StepContext context)
      throws Exception {
    Outcome outcome = taking.into(place, target, context);
    Optional<AgedBackup> newest = place.manifest().flatMap(SqliteManifest::aged);
    if (outcome instanceof Outcome.Succeeded done && newest.isPresent()) {
      place.manifest().ifPresent(backups::note);
      List<CheckResult> checks = new ArrayList<>(done.checks());
      checks.add(removing.after(newest.get(), () -> backups.of(target.name())));
      return Outcome.succeeded(done.evidence(), checks);
    }
    return outcome;
  }
}
