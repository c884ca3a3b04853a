package io.changeover.migration;

import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ServerDatabase;
import io.changeover.migration.Fencing.Admission;
import java.util.ArrayList;
import java.util.List;

/** An attempt's time at a database; when it is over, no session of it is left there. */
final class Visit implements AutoCloseable {
  private final Fencing fencing;
  private final Attempts attempts;
  private final ServerDatabase database;
  private final Attempt attempt;
  private final Admission admission;

  private Visit(
      Fencing fencing,
      Attempts attempts,
      ServerDatabase database,
      Attempt attempt,
      Admission admission) {
    this.fencing = fencing;
    this.attempts = attempts;
    this.database = database;
    this.attempt = attempt;
    this.admission = admission;
  }

  /** Ends the past and lets the attempt in. */
  static Visit begin(Fencing fencing, Attempts attempts, ServerDatabase database, Attempt attempt)
      throws StepFailure, InterruptedException {
    List<String> past = new ArrayList<>(attempts.loginsBefore(attempt));
    boolean admitted = false;
    try {
      Admission admission = fencing.admit(database, attempt, past);
      past.forEach(attempts::cleared);
      admitted = true;
      return new Visit(fencing, attempts, database, attempt, admission);
    } finally {
      if (!admitted) {
        leave(fencing, attempts, database, attempt);
      }
    }
  }

  Admission admission() {
    return admission;
  }

  /**
   * Ends the attempt's sessions and its login, also when the step was stopped.
   *
   * @throws StepFailure when they cannot be ended; they are tried again at the next attempt
   */
  @Override
  public void close() throws StepFailure {
    leave(fencing, attempts, database, attempt);
  }

  private static void leave(
      Fencing fencing, Attempts attempts, ServerDatabase database, Attempt attempt)
      throws StepFailure {
    Uninterrupted.call(() -> {
      int ended = fencing.dismiss(database, attempt.login());
      attempts.cleared(attempt.login());
      return ended;
    });
  }
}
