package io.changeover.kit.message;

import java.util.List;

/** Records that are sent when, and only if, the caller's transaction commits. */
public interface Outbox {
  /**
   * Adds records to the caller's transaction. After the commit they are sent at least once, those
   * of one key in the order in which they were added.
   *
   * @throws IllegalArgumentException when a message does not travel, or is too large
   * @throws IllegalStateException when there is no transaction
   */
  void add(List<OutgoingRecord> records);
}
