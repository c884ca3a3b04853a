package io.changeover.migration.laravel;

import io.changeover.contracts.Argument;
import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Laravel;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.Workspaces;
import io.changeover.migration.ApplyingMigration;
import io.changeover.migration.Migration;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The step laravel: forward migrates, back rolls back. */
@Component
final class LaravelHandler implements StepHandler<Laravel> {
  private final LaravelTool tool;
  private final ApplyingMigration applying;
  private final Databases databases;
  private final Workspaces workspaces;

  LaravelHandler(
      LaravelTool tool, ApplyingMigration applying, Databases databases, Workspaces workspaces) {
    this.tool = tool;
    this.applying = applying;
    this.databases = databases;
    this.workspaces = workspaces;
  }

  @Override
  public Class<Laravel> kind() {
    return Laravel.class;
  }

  @Override
  public Outcome handle(StepCommand command, Laravel spec, StepContext context)
      throws StepFailure, InterruptedException {
    if (command.direction() == Direction.PROBE) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "There is nothing to probe: what a rollback needs is in the workspace.",
          "Send the step back to undo it.");
    }
    String wanted =
        spec.migrations().stream().map(Argument::value).collect(Collectors.joining(" "));
    Migration migration =
        Migration.of(
            command,
            databases.mariaDb(command, spec.target()),
            workspaces.get(spec.workspace()),
            wanted);
    return applying.apply(tool, migration, context);
  }
}
