package io.changeover.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives what is due to the couriers: messages of one deployment and address one after the other,
 * everything else side by side.
 */
final class SendingDeliveries {
  private static final Logger LOG = LoggerFactory.getLogger(SendingDeliveries.class);

  /** The longest that nothing is looked for; another process may have died with its claims. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** While all places of a channel are taken; whoever leaves one wakes the sending anyway. */
  private static final Duration CROWDED_WAIT = Duration.ofSeconds(1);

  private static final Duration SHORTEST_WAIT = Duration.ofMillis(20);

  private final Deliveries deliveries;
  private final Map<ChannelKind, Courier> couriers;
  private final Settling settling;
  private final Pace pace;
  private final Clock clock;
  private final WakeUp wakeUp;
  private final Map<ChannelKind, Semaphore> free = new EnumMap<>(ChannelKind.class);

  SendingDeliveries(
      Deliveries deliveries,
      List<Courier> couriers,
      Settling settling,
      Pace pace,
      Clock clock,
      WakeUp wakeUp) {
    this.deliveries = deliveries;
    this.couriers =
        couriers.stream().collect(Collectors.toMap(Courier::channel, Function.identity()));
    this.settling = settling;
    this.pace = pace;
    this.clock = clock;
    this.wakeUp = wakeUp;
    for (ChannelKind channel : ChannelKind.values()) {
      free.put(channel, new Semaphore(pace.atOnce()));
    }
  }

  /** Hands out what is due; returns how many. They end on the executor's threads. */
  int handOut(ExecutorService executor) {
    Instant now = clock.instant();
    deliveries.takeUpAgain(now, oldestToTell(now));
    int handedOut = 0;
    // Each channel has places of its own: when one hangs, the others go on.
    for (Map.Entry<ChannelKind, Semaphore> places : free.entrySet()) {
      handedOut += handOut(places.getKey(), places.getValue(), now, executor);
    }
    return handedOut;
  }

  private Instant oldestToTell(Instant now) {
    return now.minus(pace.tellNothingOlderThan());
  }

  private int handOut(
      ChannelKind channel, Semaphore places, Instant now, ExecutorService executor) {
    int room = places.drainPermits();
    List<Delivery> claimed = List.of();
    try {
      claimed = room == 0 ? claimed : deliveries.claim(channel, now, pace.lease(), room);
    } finally {
      places.release(room - claimed.size());
    }
    claimed.forEach(delivery -> executor.execute(() -> sendOne(delivery, places)));
    return claimed.size();
  }

  private void sendOne(Delivery delivery, Semaphore places) {
    try {
      settling.settle(delivery, send(delivery));
    } catch (RuntimeException notSettled) {
      // The claim runs out and the message is given out again; it may then be there twice.
      LOG.error(
          "Delivery {} of deployment {} could not be settled and is tried again in {}",
          delivery.id(),
          delivery.deployment(),
          pace.lease(),
          notSettled);
    } finally {
      places.release();
      wakeUp.wake();
    }
  }

  private Receipt send(Delivery delivery) {
    Courier courier = couriers.get(delivery.channel());
    if (courier == null) {
      return new Receipt.Refused(delivery.channel().word() + " is switched off", true);
    }
    try {
      return courier.deliver(delivery);
    } catch (RuntimeException stumbled) {
      // It counts as a failure, so that a message nobody can write does not hold its lane for ever.
      LOG.error("Delivery {} could not be sent", delivery.id(), stumbled);
      return new Receipt.Failed("It could not be written: " + stumbled.getClass().getSimpleName());
    }
  }

  /**
   * How long there is nothing to do; never nothing, so that two processes do not race in circles.
   */
  Duration untilNextDue() {
    Duration wait =
        deliveries
            .nextDue(oldestToTell(clock.instant()))
            .map(due -> Duration.between(clock.instant(), due))
            .orElse(LONGEST_WAIT);
    boolean crowded = free.values().stream().anyMatch(places -> places.availablePermits() == 0);
    Duration shortest = crowded ? CROWDED_WAIT : SHORTEST_WAIT;
    return wait.compareTo(shortest) < 0
        ? shortest
        : wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
