package io.changeover.migration;

import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ServerDatabase;
import java.util.Collection;

/** Keeps dead attempts away from a database, and gives a living one its login. */
public interface Fencing {
  /** Whether this fences off at databases of that sort. */
  boolean guards(ServerDatabase database);

  /**
   * Lets an attempt in and ends the past: afterwards no session of an older attempt is left, and
   * none can come.
   *
   * @param past logins of older attempts, beside those of the same command, which are found by name
   * @throws StepFailure {@code refused} when a younger attempt is there or a session cannot be
   *     ended
   */
  Admission admit(ServerDatabase database, Attempt attempt, Collection<String> past)
      throws StepFailure, InterruptedException;

  /**
   * Ends all sessions of an attempt, and its login when it has one of its own. Does nothing when
   * there is none.
   *
   * @param login the attempt's
   * @return how many sessions were ended
   */
  int dismiss(ServerDatabase database, String login) throws StepFailure, InterruptedException;

  /** Tries how strongly attempts would be fenced off at a database; leaves nothing behind. */
  FenceStrength strength(ServerDatabase database) throws StepFailure, InterruptedException;

  /**
   * An attempt that was let in.
   *
   * @param sessionsEnded sessions of older attempts that were still there
   */
  record Admission(Login login, int sessionsEnded) {}
}
