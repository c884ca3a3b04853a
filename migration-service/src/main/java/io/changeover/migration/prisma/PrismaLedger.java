package io.changeover.migration.prisma;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The table {@code _prisma_migrations}: a row for each go at a migration, oldest first. */
@Component
final class PrismaLedger {
  static final String TABLE = "_prisma_migrations";

  private static final String APPLICATION_NAME = "changeover-migration";
  private static final String THERE = "select to_regclass('%s') is not null".formatted(TABLE);
  private static final String ROWS =
      "select migration_name, checksum, finished_at is not null, rolled_back_at is not null from %s order by started_at"
          .formatted(TABLE);

  private final TargetConnections connections = new TargetConnections();

  /** All rows; none when there is no such table yet. */
  List<LedgerRow> rows(DatabaseTarget database) throws StepFailure {
    try (Connection connection = connections.open(database, APPLICATION_NAME);
        Statement statement = connection.createStatement()) {
      return isThere(statement) ? read(statement) : List.of();
    } catch (SQLException unreadable) {
      throw new StepFailure(
          FailureCode.TARGET_UNREACHABLE,
          "The ledger %s of %s cannot be read: %s"
              .formatted(TABLE, database, unreadable.getMessage()),
          "See that the server runs and that the user has its rights, then retry the step.",
          unreadable);
    }
  }

  private static boolean isThere(Statement statement) throws SQLException {
    try (ResultSet answer = statement.executeQuery(THERE)) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  private static List<LedgerRow> read(Statement statement) throws SQLException {
    List<LedgerRow> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(ROWS)) {
      while (row.next()) {
        rows.add(
            new LedgerRow(
                row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4)));
      }
    }
    return rows;
  }
}
