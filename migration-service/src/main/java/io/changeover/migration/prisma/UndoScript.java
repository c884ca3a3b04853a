package io.changeover.migration.prisma;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Undoes a migration: the statements of a file, and the migration's rows in the ledger, in one
 * transaction. The ledger is then what it was before, as is the schema; {@code prisma migrate
 * resolve} knows rows of failed migrations only, and leaves them there.
 */
final class UndoScript {
  /** A table that is in use is waited for so long, and then tried again by a retry. */
  static final Duration LONGEST_LOCK_WAIT = Duration.ofSeconds(30);

  private static final String FORGET =
      "delete from %s where migration_name = ? and rolled_back_at is null"
          .formatted(PrismaLedger.TABLE);

  private final TargetConnections connections = new TargetConnections();
  private final DatabaseTarget database;
  private final Login login;
  private final StepContext context;

  UndoScript(DatabaseTarget database, Login login, StepContext context) {
    this.database = database;
    this.login = login;
    this.context = context;
  }

  /**
   * Takes a migration out of the ledger.
   *
   * @param script statements that are run before; empty when nothing of it was applied
   * @throws StepFailure {@code tool-failed}; then nothing was changed
   */
  ToolResult run(String migration, String script) throws StepFailure, InterruptedException {
    DatabaseTarget attempt =
        new DatabaseTarget(
            database.name(),
            database.host(),
            database.port(),
            database.database(),
            login.username(),
            login.password());
    long began = System.nanoTime();
    try (Connection connection =
            connections.open(attempt, database.database(), login.tag(), false);
        var _ = TargetConnections.endOnStop(connection, context)) {
      undo(connection, migration, script);
    } catch (SQLException refused) {
      context.throwIfStopped();
      throw new StepFailure(
          new FailureReason(
              FailureCode.TOOL_FAILED,
              "%s could not be undone; nothing was changed.".formatted(migration),
              "Read what the database said, remove the cause, then retry the step; or restore the backup.",
              String.valueOf(refused.getMessage())));
    }
    return new ToolResult(0, "", Duration.ofNanos(System.nanoTime() - began));
  }

  private static void undo(Connection connection, String migration, String script)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement forget = connection.prepareStatement(FORGET)) {
      statement.execute("set local lock_timeout = " + LONGEST_LOCK_WAIT.toMillis());
      if (!script.isBlank()) {
        statement.execute(script);
      }
      forget.setString(1, migration);
      forget.executeUpdate();
      connection.commit();
    }
  }

  /**
   * Reads a file of statements.
   *
   * @throws StepFailure {@code refused} when it cannot be read
   */
  static String read(Path file) throws StepFailure {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The statements in %s cannot be read: %s".formatted(file, unreadable.getMessage()),
          "Put the file there, then retry the step; or restore the backup.",
          unreadable);
    }
  }
}
