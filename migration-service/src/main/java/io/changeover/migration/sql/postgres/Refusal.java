package io.changeover.migration.sql.postgres;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.sql.ConnectionLost;
import io.changeover.migration.sql.Session;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server said against a statement. */
final class Refusal {
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String QUERY_CANCELED = "57014";

  private Refusal() {}

  /**
   * Tells a refusal, of which nothing is left after a rollback, from a silence.
   *
   * @param where the statement stands, for people
   * @throws ConnectionLost when the server did not answer
   */
  static StepFailure of(SQLException refused, String where, Session session) throws ConnectionLost {
    ServerErrorMessage message =
        refused instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    if (message == null || isEnd(message.getSQLState())) {
      throw new ConnectionLost(refused);
    }
    return switch (String.valueOf(message.getSQLState())) {
      case LOCK_NOT_AVAILABLE ->
          failure(
              "%s waited longer than %s for a lock.".formatted(where, session.lockTimeout()),
              "See in the step's progress who held it, and retry when it is free; or give the step a longer lockTimeout.",
              refused);
      case QUERY_CANCELED ->
          failure(
              "%s was cancelled: %s.".formatted(where, message.getMessage()),
              "It took longer than the step's statementTimeout of %s, or somebody cancelled it at the server; then retry the step."
                  .formatted(session.statementTimeout()),
              refused);
      default ->
          failure(
              "%s was refused: %s%s (SQLSTATE %s)"
                  .formatted(
                      where,
                      message.getMessage(),
                      detail(message.getDetail()),
                      message.getSQLState()),
              "Remove the cause, then retry the step; nothing of the file was kept.",
              refused);
    };
  }

  /** The session was ended, or the server goes down: whether a commit went through is open. */
  private static boolean isEnd(@Nullable String state) {
    return state != null && (state.startsWith("08") || state.startsWith("57P"));
  }

  private static String detail(@Nullable String detail) {
    return detail == null ? "" : ". " + detail;
  }

  private static StepFailure failure(String message, String whatToDo, SQLException cause) {
    return new StepFailure(FailureCode.TOOL_FAILED, message, whatToDo, cause);
  }
}
