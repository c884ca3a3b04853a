package io.changeover.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Messages on their way. Those of one deployment and address are given out one at a time, in the
 * order in which they were added.
 */
public interface Deliveries {
  /** Adds messages to the caller's transaction; one that is there already is not added twice. */
  void add(List<NewDelivery> deliveries);

  /**
   * Claims what is due by one channel. Whatever is not settled by the lease's end is given out
   * again.
   *
   * @param lease how long the caller has for each
   */
  List<Delivery> claim(ChannelKind channel, Instant now, Duration lease, int atMost);

  /**
   * Settles a message as sent. Of a status, the waiting ones up to the sequence told are merged
   * into it.
   */
  void sent(Delivery delivery, Receipt.Sent receipt, Instant now);

  /** Puts a message back, without counting the attempt as failed. */
  void postpone(Delivery delivery, Instant until, String why);

  /** Makes everything that waits for the same channel and address wait. */
  void holdAddress(Delivery delivery, Instant until);

  /** Puts a message back after an attempt that failed. */
  void failedOnce(Delivery delivery, Instant until, String why, Instant now);

  /** Gives a message up; {@code again} is when it may be tried after all, empty for never. */
  void giveUp(Delivery delivery, Optional<Instant> again, String why);

  /** True when the channel's provider has taken something since. */
  boolean anySentSince(ChannelKind channel, Instant since);

  /** Takes up again what was given up until now, unless it is too old to be of use. */
  int takeUpAgain(Instant now, Instant createdSince);

  /** Takes up again whatever was given up for settings that may have been mended meanwhile. */
  int takeUpMended(Instant createdSince);

  /** When the next one is due, or may be taken up again; empty when nothing waits. */
  Optional<Instant> nextDue(Instant createdSince);

  /** When the oldest that waits was added; empty when nothing waits. */
  Optional<Instant> oldestPending(ChannelKind channel);
}
