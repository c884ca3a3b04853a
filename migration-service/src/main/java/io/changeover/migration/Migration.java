package io.changeover.migration;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.StepId;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.target.DatabaseTarget;
import java.nio.file.Path;

/**
 * What one command asks of a migration tool.
 *
 * @param direction forward to upgrade, back to downgrade
 * @param workspace the directory in which the tool runs
 * @param wanted the revision to reach, in the tool's own words
 */
public record Migration(
    CommandId command,
    DeploymentId deployment,
    StepId step,
    Direction direction,
    DatabaseTarget database,
    Path workspace,
    String wanted) {

  /** The migration that a command asks for. */
  public static Migration of(
      StepCommand command, DatabaseTarget database, Path workspace, String wanted) {
    return new Migration(
        command.command(),
        command.deployment(),
        command.step(),
        command.direction(),
        database,
        workspace,
        wanted);
  }

  /** True when it undoes. */
  public boolean back() {
    return direction == Direction.BACK;
  }
}
