package io.changeover.rollout.release;

import java.net.URI;

/** Feels once whether an application answers. */
@FunctionalInterface
public interface Pulse {
  /**
   * Asks, on a connection of its own, and waits for the answer for at most two seconds. Not being
   * answered is an answer.
   *
   * @param health the whole URL
   */
  Beat take(URI health);

  /**
   * What came.
   *
   * @param healthy whether the status was 200
   * @param said the status, or why there was no answer, for a person
   */
  record Beat(boolean healthy, String said) {}
}
