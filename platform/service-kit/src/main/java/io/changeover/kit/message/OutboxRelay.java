package io.changeover.kit.message;

import java.util.List;

/** Sends what the outbox holds. */
public interface OutboxRelay {
  /**
   * Hears of records before their transaction ends, so that it need not read them. It may forget
   * them: the outbox is the truth. Returns at once; may be called by any thread.
   *
   * @param records in the order in which they were added
   * @return who is to be told of the transaction's end
   */
  Expected expect(List<WaitingRecord> records);

  /** Records whose transaction has not ended. One of these is called, once. */
  interface Expected {
    /** They may be sent. */
    void committed();

    /** They never were. */
    void rolledBack();

    /** Only the outbox knows. */
    void unknown();
  }
}
