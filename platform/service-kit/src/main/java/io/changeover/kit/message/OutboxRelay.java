package io.changeover.kit.message;

/** Sends what the outbox holds. */
@FunctionalInterface
public interface OutboxRelay {
  /** There is something to send. Returns at once; may be called by any thread. */
  void wake();
}
