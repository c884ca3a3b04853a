package io.changeover.migration.postgres;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's error codes that are told apart here. */
final class SqlState {
  /** insufficient_privilege. */
  static final String NO_RIGHT = "42501";

  /** Connections, resources, intervention of an operator, errors of the system itself. */
  private static final Set<String> SILENCE = Set.of("08", "53", "57", "58");

  private static final int CLASS_LENGTH = 2;

  private SqlState() {}

  /** The code of the error at the bottom of a failure; empty when there is none. */
  static String of(Throwable failure) {
    return bottom(failure) instanceof SQLException sql && sql.getSQLState() != null
        ? sql.getSQLState()
        : "";
  }

  /** What the server or the driver said, without the statement. */
  static String message(Throwable failure) {
    return String.valueOf(bottom(failure).getMessage());
  }

  /** Whether the server did not answer, rather than say no. */
  static boolean isSilence(Throwable failure) {
    String state = of(failure);
    return state.length() < CLASS_LENGTH || SILENCE.contains(state.substring(0, CLASS_LENGTH));
  }

  private static Throwable bottom(Throwable failure) {
    Throwable bottom = failure;
    for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException) {
        bottom = at;
      }
    }
    return bottom;
  }
}
