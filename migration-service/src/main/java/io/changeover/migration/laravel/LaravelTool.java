package io.changeover.migration.laravel;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Severity;
import io.changeover.contracts.step.MigrationTools;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.kit.target.ServerDatabase;
import io.changeover.migration.Catalog;
import io.changeover.migration.FenceStrength;
import io.changeover.migration.InspectedTool;
import io.changeover.migration.Login;
import io.changeover.migration.Migration;
import io.changeover.migration.MigrationTool;
import io.changeover.migration.PreparedMigration;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Laravel on MariaDB. What is wanted is a list of migrations, parted by blanks. */
@Component
final class LaravelTool implements MigrationTool, InspectedTool {
  private static final String LOOKING = "changeover-looking";

  private final LaravelSettings settings;
  private final LaravelLedger ledger;

  LaravelTool(LaravelSettings settings, Catalog catalog) {
    this.settings = settings;
    this.ledger = new LaravelLedger(catalog, settings.ledgerTable());
  }

  @Override
  public String name() {
    return "laravel";
  }

  @Override
  public Set<String> ledgerTables() {
    return Set.of(settings.ledgerTable());
  }

  /** So does MariaDB; Laravel begins no transaction there. */
  @Override
  public boolean commitsPiecemeal() {
    return true;
  }

  @Override
  public PreparedMigration prepare(Migration migration, Login login, StepContext context)
      throws StepFailure {
    WorkspaceMigrations files = WorkspaceMigrations.of(migration.workspace());
    List<String> wanted = List.of(migration.wanted().split(" ", -1));
    files.require(wanted);
    ArtisanCommand command =
        new ArtisanCommand(settings, migration.workspace(), migration.mariaDb(), login, context);
    return new PreparedLaravel(migration, command, ledger, files, wanted);
  }

  @Override
  public List<CheckResult> inspect(
      Path workspace,
      ServerDatabase database,
      MigrationTools spec,
      Severity severity,
      StepContext context)
      throws StepFailure, InterruptedException {
    if (!(database instanceof MariaDbTarget mariaDb)) {
      throw notFor(database);
    }
    Login user = new Login(mariaDb.username(), mariaDb.password(), LOOKING, FenceStrength.TAG);
    ArtisanCommand command = new ArtisanCommand(settings, workspace, mariaDb, user, context);
    return new LaravelInspection(command, ledger, severity).look(spec.versionAtLeast());
  }

  @Override
  public List<CheckResult> inspect(
      Path workspace,
      DatabaseTarget database,
      MigrationTools spec,
      Severity severity,
      StepContext context)
      throws StepFailure {
    throw notFor(database);
  }
}
