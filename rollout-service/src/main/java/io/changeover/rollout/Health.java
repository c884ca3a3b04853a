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
   * @param healthy whether the status was 200
   * @param version the {@code version} of a JSON answer; empty when there is none
   * @param said the status, or why there was no answer, for a person
   */
  record Answer(boolean healthy, String version, String said) {}
}
