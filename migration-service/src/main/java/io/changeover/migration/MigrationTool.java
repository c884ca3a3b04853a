package io.changeover.migration;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.ServerDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tool that migrates a schema and keeps a ledger in it. A new tool is one implementation of this
 * and one step handler that calls {@link ApplyingMigration}.
 */
public interface MigrationTool {
  /** The word for it in plans and evidence, such as alembic. */
  String name();

  /** The tables of its ledger, as they are found by the owner; no part of the migrated schema. */
  Set<String> ledgerTables();

  /**
   * Reads what the workspace holds, and changes nothing.
   *
   * @param login what the tool may use to reach the database
   * @throws StepFailure when the workspace cannot be read or the wanted revision is not in it
   */
  PreparedMigration prepare(Migration migration, Login login, StepContext context)
      throws StepFailure, InterruptedException;

  /**
   * Looks whether the tool runs, and whether workspace and ledger fit together. The database is
   * known to answer.
   *
   * @param versionAtLeast the lowest version that will do; null when any will
   * @param severity what a finding weighs
   */
  default List<CheckResult> inspect(
      Path workspace,
      ServerDatabase database,
      @Nullable String versionAtLeast,
      Severity severity,
      StepContext context)
      throws StepFailure, InterruptedException {
    if (database instanceof DatabaseTarget postgres) {
      return inspect(workspace, postgres, versionAtLeast, severity, context);
    }
    throw notFor(database);
  }

  /** The same at PostgreSQL. */
  List<CheckResult> inspect(
      Path workspace,
      DatabaseTarget database,
      @Nullable String versionAtLeast,
      Severity severity,
      StepContext context)
      throws StepFailure, InterruptedException;

  /** Says that the tool does not work on databases of that sort. */
  default StepFailure notFor(ServerDatabase database) {
    return new StepFailure(
        FailureCode.REFUSED,
        "%s does not work on %s databases here, such as %s."
            .formatted(name(), database.sort(), database.name()),
        "Name another target or another tool in the plan.");
  }
}
