package io.changeover.validation.postgres;

import io.changeover.contracts.ByteSize;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.validation.DatabaseSize;
import io.changeover.validation.mariadb.ReadOnlyMariaDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.stereotype.Component;

/** Sizes by pg_database_size. */
@Component
final class PostgresDatabaseSize implements DatabaseSize {
  private final ReadOnlyDatabase database;

  PostgresDatabaseSize(ReadOnlyDatabase database) {
    this.database = database;
  }

  @Override
  public ByteSize of(StepCommand command, TargetAlias target, StepContext context)
      throws StepFailure, InterruptedException {
    return database.ask(command, target, context, PostgresDatabaseSize::size);
  }

  private static ByteSize size(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                ReadOnlyMariaDb.isOf(connection)
                    ? ReadOnlyMariaDb.SIZE
                    : "SELECT pg_database_size(current_database())")) {
      row.next();
      return new ByteSize(row.getLong(1));
    }
  }
}
