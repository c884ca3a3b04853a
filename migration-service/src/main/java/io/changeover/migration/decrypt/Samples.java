package io.changeover.migration.decrypt;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.step.Decrypt;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.sqlite.SqliteFailure;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.RegisteredDatabase;
import io.changeover.kit.target.SqliteTarget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads values of an encrypted column, spread evenly over the table. */
@Component
final class Samples {
  private final TargetConnections connections;

  Samples(TargetConnections connections) {
    this.connections = connections;
  }

  /** At most so many values as the check asks for; rows without a value are passed over. */
  List<String> of(RegisteredDatabase database, Decrypt spec) throws StepFailure {
    return switch (database) {
      case SqliteTarget file -> ofFile(file, spec);
      case DatabaseTarget server -> ofServer(server, spec);
      default ->
          throw new StepFailure(
              FailureCode.REFUSED,
              "Samples of a %s database cannot be read.".formatted(database.sort()),
              "Name a SQLite or PostgreSQL database.");
    };
  }

  /** Every n-th row by the order of the values, which for tokens is no order at all. */
  private static String sql(Decrypt spec) {
    String table = SqliteConnection.quoted(spec.table());
    String column = SqliteConnection.quoted(spec.column());
    return """
    SELECT v FROM (
      SELECT %1$s AS v, row_number() OVER (ORDER BY %1$s) - 1 AS n, count(*) OVER () AS c
      FROM %2$s WHERE %1$s IS NOT NULL) x
    WHERE n %% (CASE WHEN c > %3$d THEN c / %3$d ELSE 1 END) = 0 LIMIT %3$d
    """
        .formatted(column, table, spec.samples());
  }

  private static List<String> ofFile(SqliteTarget target, Decrypt spec) throws StepFailure {
    try (SqliteConnection connection = SqliteConnection.open(target.file())) {
      return connection.list(sql(spec));
    } catch (SqliteFailure failure) {
      throw unreadable(failure);
    }
  }

  private List<String> ofServer(DatabaseTarget target, Decrypt spec) throws StepFailure {
    List<String> values = new ArrayList<>();
    try (Connection connection = connections.open(target, "changeover_looking");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql(spec))) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException failure) {
      throw unreadable(failure);
    }
  }

  private static StepFailure unreadable(Exception failure) {
    return new StepFailure(
        FailureCode.TARGET_UNREACHABLE,
        "The samples cannot be read: " + failure.getMessage(),
        "See that table and column are there under these names.",
        failure);
  }
}
