package io.changeover.backup.mariadb;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.mariadb.MariaDbConnections;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.MariaDbTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The servers of the registered MariaDB databases. */
@Component
final class MariaDbServers {
  /** Access denied: to a database, to an account, to a privilege. */
  private static final java.util.Set<Integer> NO_RIGHT =
      java.util.Set.of(1044, 1045, 1095, 1142, 1227);

  private final Databases databases;
  private final MariaDbConnections connections;

  MariaDbServers(Databases databases, MariaDbConnections connections) {
    this.databases = databases;
    this.connections = connections;
  }

  /** Work on a server. */
  @FunctionalInterface
  interface Work {
    Outcome on(MariaDbServer server) throws Exception;
  }

  /**
   * Works on the server of the database that an alias of the command's plan stands for.
   *
   * @throws StepFailure for each way in which the server refuses
   */
  Outcome with(StepCommand command, TargetAlias alias, StepContext context, Work work)
      throws Exception {
    MariaDbTarget target = databases.mariaDb(command, alias);
    try {
      return work.on(new MariaDbServer(command, target, context, connections));
    } catch (SQLException failed) {
      context.throwIfStopped();
      throw failure(target, failed);
    }
  }

  /** A connection that is in no database, outside of any step. */
  Connection administer(MariaDbTarget target) throws StepFailure {
    return connections.openServer(target);
  }

  private static StepFailure failure(MariaDbTarget target, SQLException error) {
    String state = Objects.requireNonNullElse(error.getSQLState(), "");
    String message = "%s: %s".formatted(target, error.getMessage());
    if (NO_RIGHT.contains(error.getErrorCode())) {
      return new StepFailure(
          FailureCode.REFUSED,
          message,
          "Give the user %s the right that the message names, then retry the step."
              .formatted(target.username()),
          error);
    }
    return state.startsWith("08")
        ? new StepFailure(
            FailureCode.TARGET_UNREACHABLE,
            message,
            "See that the server runs and that the registered user and password are right.",
            error)
        : new StepFailure(
            FailureCode.TOOL_FAILED,
            "%s (error %d)".formatted(message, error.getErrorCode()),
            "Look at the server's log, then retry the step.",
            error);
  }
}
