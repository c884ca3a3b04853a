package io.changeover.migration;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.StepId;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.kit.target.ServerDatabase;
import java.nio.file.Path;

/**
 * What one command asks of a migration tool.
 *
 * @param direction forward to upgrade, back to downgrade
 * @param server the database to migrate
 * @param workspace the directory in which the tool runs
 * @param wanted the revision to reach, in the tool's own words
 */
public record Migration(
    CommandId command,
    DeploymentId deployment,
    StepId step,
    Direction direction,
    ServerDatabase server,
    Path workspace,
    String wanted) {

  /** The migration that a command asks for. */
  public static Migration of(
      StepCommand command, ServerDatabase database, Path workspace, String wanted) {
    return new Migration(
        command.command(),
        command.deployment(),
        command.step(),
        command.direction(),
        database,
        workspace,
        wanted);
  }

  /**
   * The database, for a tool whose handler has asked for a PostgreSQL one.
   *
   * @throws IllegalStateException when it is of another sort
   */
  public DatabaseTarget database() {
    return switch (server) {
      case DatabaseTarget postgres -> postgres;
      case MariaDbTarget other -> throw new IllegalStateException(other + " is no PostgreSQL");
    };
  }

  /**
   * The database, for a tool whose handler has asked for a MariaDB one.
   *
   * @throws IllegalStateException when it is of another sort
   */
  public MariaDbTarget mariaDb() {
    return switch (server) {
      case MariaDbTarget mariaDb -> mariaDb;
      case DatabaseTarget other -> throw new IllegalStateException(other + " is no MariaDB");
    };
  }

  /** True when it undoes. */
  public boolean back() {
    return direction == Direction.BACK;
  }
}
