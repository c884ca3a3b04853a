package io.changeover.migration.copy;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.sqlite.SqliteFailure;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.copy.source.SourceFailures;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/** What a failure of a copy means. */
final class Failures {
  /** So many findings stand in the message; all of them in the detail. */
  private static final int MOST_IN_MESSAGE = 10;

  private Failures() {}

  /** True when the server is gone, and may come back. */
  static boolean isOutage(Throwable failure) {
    if (failure instanceof StepFailure step) {
      return step.reason().code() == FailureCode.TARGET_UNREACHABLE
          && step.getCause() instanceof SQLException;
    }
    String state = failure instanceof SQLException sql ? sql.getSQLState() : null;
    return state != null && (state.startsWith("08") || state.startsWith("57P0"));
  }

  /** The failure as a step tells it. */
  static StepFailure explained(Exception failure) {
    return switch (failure) {
      case StepFailure known -> known;
      case SqliteFailure sqlite -> SourceFailures.explained(sqlite);
      case SQLException sql -> refusedByServer(sql);
      default ->
          new StepFailure(
              FailureCode.UNEXPECTED,
              String.valueOf(failure),
              "See the log of the migration service.",
              failure);
    };
  }

  private static StepFailure refusedByServer(SQLException failure) {
    return new StepFailure(
        FailureCode.TOOL_FAILED,
        "PostgreSQL refused: " + failure.getMessage(),
        "Read PostgreSQL's message, remove the cause (a full disk, a constraint that the data breaks), then retry the step.",
        failure);
  }

  /** The same failure, where not even what was there before could be brought back. */
  static StepFailure notUndone(StepFailure failure, Exception alsoFailed) {
    FailureReason reason = failure.reason();
    StepFailure both =
        new StepFailure(
            new FailureReason(
                reason.code(),
                "%s The target is not as it was, for the copy could not be undone either: %s"
                    .formatted(reason.message(), alsoFailed.getMessage()),
                "%s The step's way back empties the tables and brings their keys back."
                    .formatted(reason.whatToDo()),
                reason.detail()));
    both.initCause(failure);
    both.addSuppressed(alsoFailed);
    return both;
  }

  /** Values that have no place in the target. */
  static StepFailure refused(Map<String, Long> counts) {
    String detail =
        counts.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining("\n"));
    String first = detail.lines().limit(MOST_IN_MESSAGE).collect(Collectors.joining("; "));
    return new StepFailure(
        new FailureReason(
            FailureCode.REFUSED,
            "Values that the target's types do not take: %s%s"
                .formatted(first, counts.size() > MOST_IN_MESSAGE ? "; ..." : ""),
            "Correct the values in the source, or say in 'map' what becomes of them.",
            detail));
  }
}
