package io.changeover.migration.copy;

import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.StepContext;
import io.changeover.migration.copy.source.SourceDatabase;
import io.changeover.migration.copy.target.Statements;
import java.sql.Connection;
import java.sql.SQLException;

/** What one thread of a crew works with: a connection to each side. */
record Worker(SourceDatabase.Reading source, Connection target, StepContext.Registration targetStop)
    implements AutoCloseable {
  /**
   * A commit that the server forgets in a crash takes its entry in the ledger with it, so nothing
   * waits for the disk before the last one. The memory is for the sorting of an index.
   */
  private static final String SETTINGS =
      "SET synchronous_commit = off; SET maintenance_work_mem = '128MB'";

  static Worker open(Wanted wanted, SourceDatabase source, TargetConnections connections)
      throws Exception {
    SourceDatabase.Reading reading = source.reading();
    try {
      Connection target =
          CopySession.open(connections, wanted.into(), wanted.ledger().sessionName());
      return of(reading, target, wanted);
    } catch (Exception refused) {
      reading.close();
      throw refused;
    }
  }

  private static Worker of(SourceDatabase.Reading source, Connection target, Wanted wanted)
      throws Exception {
    try {
      Statements.run(target, SETTINGS);
      target.commit();
      return new Worker(source, target, TargetConnections.endOnStop(target, wanted.context()));
    } catch (Exception refused) {
      target.close();
      throw refused;
    }
  }

  @Override
  public void close() throws SQLException {
    try (target;
        source;
        targetStop) {
      // The last one first, and each whatever becomes of the others.
    }
  }
}
