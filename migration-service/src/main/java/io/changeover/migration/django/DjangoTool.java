package io.changeover.migration.django;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Severity;
import io.changeover.contracts.step.MigrationTools;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
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
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Django on PostgreSQL. A wanted migration is named with its app: {@code tickets.0002_priority}.
 */
@Component
final class DjangoTool implements MigrationTool, InspectedTool {
  /** Tags the sessions of a tool that only looks. */
  private static final String LOOKING = "changeover-looking";

  private final DjangoSettings settings;
  private final DjangoLedger ledger;
  private final @Nullable String image;

  @Autowired
  DjangoTool(DjangoSettings settings, Catalog catalog) {
    this(settings, new DjangoLedger(catalog), null);
  }

  private DjangoTool(DjangoSettings settings, DjangoLedger ledger, @Nullable String image) {
    this.settings = settings;
    this.ledger = ledger;
    this.image = image;
  }

  /** The same tool in a container. */
  DjangoTool in(String containerImage) {
    return new DjangoTool(settings, ledger, containerImage);
  }

  /** How a migration of an app is called in the ledger's and in our words. */
  static String name(String app, String migration) {
    return app + "." + migration;
  }

  @Override
  public String name() {
    return "django";
  }

  @Override
  public Set<String> ledgerTables() {
    return Set.of(DjangoLedger.TABLE);
  }

  @Override
  public PreparedMigration prepare(Migration migration, Login login, StepContext context)
      throws StepFailure, InterruptedException {
    DjangoCommand command =
        new DjangoCommand(
            settings, image, migration.workspace(), migration.database(), login, context);
    int dot = migration.wanted().indexOf('.');
    AppMigrations migrations = command.migrations(migration.wanted().substring(0, dot));
    String wanted = migrations.wanted(migration.wanted().substring(dot + 1));
    return new PreparedDjango(migration, command, ledger, migrations, wanted);
  }

  @Override
  public List<CheckResult> inspect(
      Path workspace,
      DatabaseTarget database,
      MigrationTools spec,
      Severity severity,
      StepContext context)
      throws StepFailure, InterruptedException {
    Login owner = new Login(database.username(), database.password(), LOOKING, FenceStrength.TAG);
    DjangoCommand command = new DjangoCommand(settings, image, workspace, database, owner, context);
    return new DjangoInspection(command, ledger, severity).look(spec.versionAtLeast());
  }
}
