package io.changeover.migration.sql.postgres;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.Probed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** What the catalogue says of indexes. */
final class Indexes {
  private static final String STATE =
      """
      select case
          when i.indisvalid then 'valid'
          when exists (select from pg_stat_progress_create_index p where p.index_relid = i.indexrelid)
            then 'building'
          else 'invalid'
        end
      from pg_index i where i.indexrelid = to_regclass(?)
      """;

  private Indexes() {}

  static Probed state(Connection connection, String name) throws SQLException {
    Optional<String> state = Answers.first(connection, STATE, name);
    if (state.isEmpty()) {
      return Probed.NOT_DONE;
    }
    return state.get().equals("valid") ? Probed.DONE : Probed.PARTIAL;
  }

  /**
   * Drops an invalid index; does nothing when there is none.
   *
   * @throws StepFailure {@code refused} when somebody is building it
   */
  static void dropInvalid(Connection connection, String name) throws SQLException, StepFailure {
    String state = Answers.first(connection, STATE, name).orElse("valid");
    if (state.equals("building")) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The index %s is being built by another session.".formatted(name),
          "Wait until it is there, or end that session, then retry the step.");
    }
    if (state.equals("invalid")) {
      String written = Answers.first(connection, "select to_regclass(?)::text", name).orElseThrow();
      try (Statement statement = connection.createStatement()) {
        statement.execute("drop index concurrently if exists " + written);
      }
    }
  }
}
