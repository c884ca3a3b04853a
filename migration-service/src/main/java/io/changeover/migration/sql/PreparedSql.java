package io.changeover.migration.sql;

import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.Fencing;
import io.changeover.migration.Position;
import io.changeover.migration.PreparedMigration;
import io.changeover.migration.ToolOutput;
import java.time.Duration;

/** A file whose statements and row in the ledger are one transaction. */
record PreparedSql(Session session, Change change, SqlDatabase sql, Fencing fencing)
    implements PreparedMigration {
  @Override
  public Position position() throws StepFailure, InterruptedException {
    boolean applied = sql.checksum(session.database(), change.version()).isPresent();
    return new Position(sql.newest(session.database()), applied != change.back());
  }

  @Override
  public ToolResult run(ToolOutput output) throws StepFailure, InterruptedException {
    try {
      sql.change(session, change, output);
    } catch (ConnectionLost lost) {
      settle(lost);
    }
    return new ToolResult(0, change.script().name(), Duration.ZERO);
  }

  /** Once no session of the attempt is left, what is read stays true. */
  private void settle(ConnectionLost lost) throws StepFailure, InterruptedException {
    session.context().throwIfStopped();
    fencing.dismiss(session.database(), session.login().tag());
    if (!position().reached()) {
      throw lost.nothingCommitted(change.script());
    }
  }
}
