package io.changeover.rollout;

import io.changeover.contracts.UrlPath;
import java.net.URI;

/** Asks installations how they are. */
public interface Health {
  /**
   * Asks once and waits for the answer for at most two seconds. Not being answered is an answer.
   *
   * @param installation the installation's own URL
   * @throws InterruptedException when the step was stopped
   */
  Answer ask(URI installation, UrlPath path) throws InterruptedException;

  /**
   * What an installation said.
   *
   * @param status of the answer; 0 when there was none
   * @param version the {@code version} of a JSON answer; empty when there is none
   * @param said the status, or why there was no answer, for a person
   */
  record Answer(int status, String version, String said) {
    /** The status of somebody who is there but serves nobody. */
    public static final int UNAVAILABLE = 503;

    private static final int FINE = 200;

    /** Whether the status was 200. */
    public boolean healthy() {
      return status == FINE;
    }
  }
}
