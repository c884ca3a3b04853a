package io.changeover.notification.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the sending together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Pace.class)
class SendingConfiguration {
  /** The gauge's name; its tag says which channel. In seconds; 0 when nothing waits. */
  static final String OLDEST = "changeover.notification.oldest.pending";

  @Bean
  WakeUp wakeUp() {
    return new WakeUp();
  }

  @Bean
  Stores stores(DeploymentViews views, HeldEvents held, Deliveries deliveries) {
    return new Stores(views, held, deliveries);
  }

  @Bean
  TakingEvents takingEvents(Stores stores, Routing routing, Pace pace, Clock clock, WakeUp wakeUp) {
    return new TakingEvents(stores, routing, pace, clock, wakeUp);
  }

  @Bean
  SendingDeliveries sendingDeliveries(
      Stores stores,
      List<Courier> couriers,
      Pace pace,
      Clock clock,
      WakeUp wakeUp,
      MeterRegistry meters) {
    Settling settling = new Settling(stores.deliveries(), pace, clock, meters);
    return new SendingDeliveries(stores.deliveries(), couriers, settling, pace, clock, wakeUp);
  }

  @Bean
  SendingLoop sendingLoop(
      SendingDeliveries sending,
      Stores stores,
      TakingEvents taking,
      PlatformTransactionManager transactions,
      SendingLoop.Timing timing) {
    return new SendingLoop(sending, stores, taking, new TransactionTemplate(transactions), timing);
  }

  @Bean
  SendingLoop.Timing timing(Pace pace, Clock clock, WakeUp wakeUp) {
    return new SendingLoop.Timing(pace, clock, wakeUp);
  }

  @Bean
  OldestPending oldestPending(Deliveries deliveries, Clock clock, MeterRegistry meters) {
    OldestPending oldest = new OldestPending(deliveries, clock);
    for (ChannelKind channel : ChannelKind.values()) {
      Gauge.builder(OLDEST, oldest, ages -> ages.seconds(channel))
          .tag("channel", channel.word())
          .baseUnit("seconds")
          .register(meters);
    }
    return oldest;
  }

  /** How long the oldest message has been waiting. */
  record OldestPending(Deliveries deliveries, Clock clock) {
    double seconds(ChannelKind channel) {
      return deliveries
          .oldestPending(channel)
          .map(since -> Duration.between(since, clock.instant()).toMillis() / 1_000.0)
          .orElse(0.0);
    }
  }
}
