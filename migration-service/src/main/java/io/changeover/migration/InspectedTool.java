package io.changeover.migration;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.contracts.step.MigrationTools;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.ServerDatabase;
import java.nio.file.Path;
import java.util.List;

/** A tool that can be looked at before it is needed. */
public interface InspectedTool {
  /** The word for it in plans and evidence, such as alembic. */
  String name();

  /**
   * Looks whether the tool runs, and whether workspace and ledger fit together. The database is
   * known to answer.
   *
   * @param severity what a finding weighs
   */
  default List<CheckResult> inspect(
      Path workspace,
      ServerDatabase database,
      MigrationTools spec,
      Severity severity,
      StepContext context)
      throws StepFailure, InterruptedException {
    if (database instanceof DatabaseTarget postgres) {
      return inspect(workspace, postgres, spec, severity, context);
    }
    throw notFor(database);
  }

  /** The same at PostgreSQL. */
  List<CheckResult> inspect(
      Path workspace,
      DatabaseTarget database,
      MigrationTools spec,
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
