package io.changeover.kit.message;

import java.util.List;

/** Takes records in. */
@FunctionalInterface
public interface RecordBatchHandler {
  /**
   * Handles records within one transaction, which is committed when this returns. A record may come
   * twice. What this throws rolls everything back: after a transient database failure the records
   * come again in the same order; after any other they come again one by one, each in a transaction
   * of its own, and the one that fails then is parked.
   */
  void handle(List<IncomingRecord> records);
}
