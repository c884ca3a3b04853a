package io.changeover.kit.message;

import java.time.Duration;

/** Listens to topics. */
public interface RecordListeners {
  /**
   * Listens from when the service has started until it stops. Everything that the broker gives out
   * at once is handled in one transaction, and acknowledged after its commit. Records that cannot
   * be understood are parked and do not hold up the others. One thread for each call; where a group
   * has never been seen, it starts with the oldest record.
   *
   * @param id unique within the service
   * @param group whose members share the records
   */
  void listen(String id, String topic, String group, RecordBatchHandler handler);

  /**
   * Listens as {@link #listen} does, but lets records come together for a while, so that a
   * transaction takes in many of them.
   *
   * @param patience how long a record may wait for others; a second at most
   */
  void listenPatiently(
      String id, String topic, String group, Duration patience, RecordBatchHandler handler);
}
