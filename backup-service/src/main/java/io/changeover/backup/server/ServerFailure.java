package io.changeover.backup.server;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import java.sql.SQLException;
import java.util.Objects;

/** What an error of PostgreSQL means for a step. Codes are those of PostgreSQL's appendix A. */
final class ServerFailure {
  private static final String CONNECTION = "08";
  private static final String AUTHORIZATION = "28";
  private static final String NO_SUCH_DATABASE = "3D000";
  private static final String OPERATOR_INTERVENTION = "57";
  private static final String MISSING_RIGHT = "42501";
  private static final String RESOURCES = "53";
  private static final String CANCELLED = "57014";

  private ServerFailure() {}

  static StepFailure of(DatabaseTarget target, SQLException error) {
    String state = Objects.requireNonNullElse(error.getSQLState(), "");
    String message = "%s: %s".formatted(target, error.getMessage());
    if (state.equals(MISSING_RIGHT)) {
      return new StepFailure(
          FailureCode.REFUSED,
          message,
          "Give the user %s the right that the message names, then retry the step."
              .formatted(target.username()),
          error);
    }
    if (state.equals(CANCELLED)) {
      return new StepFailure(
          FailureCode.TOOL_FAILED,
          message,
          "Somebody has cancelled the statement, or a limit of the server or the role has. Find out which, then retry the step.",
          error);
    }
    if (state.startsWith(RESOURCES)) {
      return new StepFailure(
          FailureCode.TOOL_FAILED,
          message,
          "The server has run out of disk, memory or connections. Make room, then retry the step.",
          error);
    }
    return unreachable(state)
        ? new StepFailure(
            FailureCode.TARGET_UNREACHABLE,
            message,
            "See that the server runs and that the registered user and password are right.",
            error)
        : new StepFailure(
            FailureCode.TOOL_FAILED,
            "%s (SQLSTATE %s)".formatted(message, state),
            "Look at the server's log, then retry the step.",
            error);
  }

  private static boolean unreachable(String state) {
    return state.startsWith(CONNECTION)
        || state.startsWith(AUTHORIZATION)
        || state.startsWith(OPERATOR_INTERVENTION)
        || state.equals(NO_SUCH_DATABASE);
  }
}
