package io.changeover.migration.prisma;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.Severity;
import io.changeover.contracts.step.MigrationTools;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
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

/** Prisma on PostgreSQL, one migration at a time. */
@Component
final class PrismaTool implements MigrationTool, InspectedTool {
  /** Tags the sessions of a tool that only looks. */
  private static final String LOOKING = "changeover-looking";

  private final PrismaSettings settings;
  private final PrismaLedger ledger;
  private final @Nullable RelativePath down;

  @Autowired
  PrismaTool(PrismaSettings settings, PrismaLedger ledger) {
    this(settings, ledger, null);
  }

  private PrismaTool(PrismaSettings settings, PrismaLedger ledger, @Nullable RelativePath down) {
    this.settings = settings;
    this.ledger = ledger;
    this.down = down;
  }

  /** The same tool with a file that undoes the migration. */
  PrismaTool undoneBy(@Nullable RelativePath file) {
    return new PrismaTool(settings, ledger, file);
  }

  @Override
  public String name() {
    return "prisma";
  }

  @Override
  public Set<String> ledgerTables() {
    return Set.of(PrismaLedger.TABLE);
  }

  @Override
  public PreparedMigration prepare(Migration migration, Login login, StepContext context)
      throws StepFailure {
    PrismaMigrations migrations = PrismaMigrations.in(migration.workspace(), settings.migrations());
    return new PreparedPrisma(
        migration,
        new PrismaCommand(settings, migration.database(), login, context),
        ledger,
        migrations,
        migrations.place(migration.wanted()),
        down);
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
    PrismaCommand command = new PrismaCommand(settings, database, owner, context);
    return new PrismaInspection(workspace, command, ledger, severity).look(spec.versionAtLeast());
  }
}
