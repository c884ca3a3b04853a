package io.changeover.migration;

import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.Attempts.End;
import io.changeover.migration.Fencing.Admission;
import org.springframework.stereotype.Component;

/**
 * Work at a database that is no migration: the past is fenced off before, and no session of the
 * work is left after it.
 */
@Component
public final class VisitingDatabase {
  private final Attempts attempts;
  private final Fencing fencing;

  VisitingDatabase(Attempts attempts, Fencing fencing) {
    this.attempts = attempts;
    this.fencing = fencing;
  }

  /**
   * Lets the work in, and ends what it has left at the database.
   *
   * @throws StepFailure {@code refused} when a younger attempt is there
   */
  public <T> T visit(Migration migration, StepContext context, Work<T> work)
      throws StepFailure, InterruptedException {
    Attempt attempt = attempts.open(migration, context.fence(), context.deadline());
    End end = End.FAILED;
    try {
      T result = admitted(migration, attempt, work);
      end = End.SUCCEEDED;
      return result;
    } catch (InterruptedException stopped) {
      end = End.STOPPED;
      throw stopped;
    } finally {
      record(attempt, end);
    }
  }

  private <T> T admitted(Migration migration, Attempt attempt, Work<T> work)
      throws StepFailure, InterruptedException {
    attempts.throwIfOvertaken(attempt);
    try (Visit visit = Visit.begin(fencing, attempts, migration.database(), attempt)) {
      return work.with(visit.admission());
    }
  }

  private void record(Attempt attempt, End end) throws StepFailure {
    Uninterrupted.call(() -> {
      attempts.ended(attempt, end);
      return end;
    });
  }

  /** What is done at the database. */
  @FunctionalInterface
  public interface Work<T> {
    T with(Admission admission) throws StepFailure, InterruptedException;
  }
}
