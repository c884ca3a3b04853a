package io.changeover.kit.message;

/** Who else sends from the same outbox. */
public interface OutboxPresence {
  /**
   * Takes part, from the first call until this process ends, and looks whether anybody else does.
   * Whoever takes part later finds this process.
   */
  boolean alone();
}
