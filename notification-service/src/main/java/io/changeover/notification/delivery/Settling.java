package io.changeover.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what became of an attempt, and counts it. */
final class Settling {
  /** The counter's name; its tags say by what channel and how it ended. */
  static final String METRIC = "changeover.notification.deliveries";

  private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

  private final Deliveries deliveries;
  private final Pace pace;
  private final Clock clock;
  private final MeterRegistry meters;

  Settling(Deliveries deliveries, Pace pace, Clock clock, MeterRegistry meters) {
    this.deliveries = deliveries;
    this.pace = pace;
    this.clock = clock;
    this.meters = meters;
  }

  void settle(Delivery delivery, Receipt receipt) {
    Instant now = clock.instant();
    switch (receipt) {
      case Receipt.Sent sent -> {
        deliveries.sent(delivery, sent, now);
        count(delivery, "sent");
      }
      case Receipt.NotYet notYet -> postpone(delivery, notYet, now);
      case Receipt.Failed failed -> failed(delivery, failed.why(), now);
      case Receipt.Refused refused ->
          giveUp(
              delivery,
              refused.mayBeMended()
                  ? Optional.of(now.plus(pace.tryRefusedAgain()))
                  : Optional.empty(),
              refused.why());
    }
  }

  private void postpone(Delivery delivery, Receipt.NotYet notYet, Instant now) {
    Instant until = now.plus(notYet.pause());
    deliveries.postpone(delivery, until, notYet.why());
    if (notYet.wholeAddress()) {
      deliveries.holdAddress(delivery, until);
    }
    count(delivery, "postponed");
  }

  /** A message that its provider chokes on must not hold up those behind it for ever. */
  private void failed(Delivery delivery, String why, Instant now) {
    int failures = delivery.failures() + 1;
    Instant since = delivery.failingSince() == null ? now : delivery.failingSince();
    boolean tooLong = !now.isBefore(since.plus(pace.giveUpAfter()));
    boolean choking =
        failures >= pace.mostFailures() && deliveries.anySentSince(delivery.channel(), since);
    if (tooLong || choking) {
      giveUp(delivery, Optional.empty(), why);
      return;
    }
    deliveries.failedOnce(delivery, now.plus(pace.afterFailure(failures)), why, now);
    count(delivery, "retried");
  }

  private void giveUp(Delivery delivery, Optional<Instant> again, String why) {
    deliveries.giveUp(delivery, again, why);
    count(delivery, "failed");
    LOG.warn(
        "Gave up a {} message of deployment {} to {} (event {}): {}",
        delivery.channel().word(),
        delivery.deployment(),
        delivery.address(),
        delivery.sequence(),
        why);
  }

  private void count(Delivery delivery, String outcome) {
    meters.counter(METRIC, "channel", delivery.channel().word(), "outcome", outcome).increment();
  }
}
