package io.changeover.migration.copy;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.json.Json;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.copy.source.SourceDatabase;
import io.changeover.migration.copy.target.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Copies a database, exactly once in effect: an attempt goes on where the one before has stopped,
 * and one that has refused anything leaves the target as it was.
 */
@Component
final class Copying {
  private final TargetConnections connections;
  private final UndoingCopy undoing;
  private final Clock clock;

  Copying(TargetConnections connections, UndoingCopy undoing, Clock clock) {
    this.connections = connections;
    this.undoing = undoing;
    this.clock = clock;
  }

  /**
   * Copies, or finds that it is done.
   *
   * @throws StepFailure when something is refused; the target is then as it was, or the failure
   *     says that it is not, or a younger attempt goes on with it
   */
  Evidence copy(Wanted wanted) throws StepFailure, InterruptedException {
    Attempts attempts = new Attempts(wanted.attempt(), wanted.context().fence(), clock);
    while (true) {
      try {
        return attempt(wanted, attempts);
      } catch (InterruptedException stopped) {
        throw stopped;
      } catch (Exception failure) {
        wanted.context().throwIfStopped();
        if (!Failures.isOutage(failure)) {
          throw undone(wanted, attempts, Failures.explained(failure));
        }
        if (attempts.isLostForTooLong()) {
          throw Failures.explained(failure);
        }
        boolean _ = new CountDownLatch(1).await(1, TimeUnit.SECONDS);
      }
    }
  }

  private StepFailure undone(Wanted wanted, Attempts attempts, StepFailure failure)
      throws InterruptedException {
    try {
      boolean _ = undoing.undoFailed(wanted, attempts.next());
    } catch (StepFailure | RuntimeException alsoFailed) {
      return Failures.notUndone(failure, alsoFailed);
    }
    return failure;
  }

  private Evidence attempt(Wanted wanted, Attempts attempts) throws Exception {
    Ledger ledger = wanted.ledger();
    try (Connection connection =
        CopySession.open(connections, wanted.into(), ledger.sessionName())) {
      Optional<Evidence> done = done(connection, ledger);
      if (done.isPresent()) {
        return done.get();
      }
      try (SourceDatabase source = SourceDatabase.hold(wanted.from().file(), wanted.context())) {
        return filled(connection, source, wanted, attempts);
      }
    }
  }

  private Evidence filled(
      Connection connection, SourceDatabase source, Wanted wanted, Attempts attempts)
      throws Exception {
    Preparing.Prepared prepared = Preparing.prepare(connection, source, wanted, attempts);
    Evidence evidence =
        new Filling(wanted, source, prepared, connections, clock, attempts).fill(connection);
    wanted.ledger().require(connection, prepared.attempt());
    wanted.ledger().finish(connection, Json.mapper().writeValueAsString(evidence));
    connection.commit();
    return evidence;
  }

  private static Optional<Evidence> done(Connection connection, Ledger ledger) throws SQLException {
    Optional<String> evidence =
        Ledger.isThere(connection) ? ledger.evidence(connection) : Optional.empty();
    connection.commit();
    return evidence.map(text -> Json.mapper().readValue(text, Evidence.class));
  }
}
