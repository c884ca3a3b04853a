package io.changeover.kit.message.postgres;

import io.changeover.contracts.json.WireCodec;
import io.changeover.kit.chore.HourlyChore;
import io.changeover.kit.message.Inbox;
import io.changeover.kit.message.Outbox;
import io.changeover.kit.message.OutboxRecords;
import io.changeover.kit.message.OutboxRecords.Backlog;
import io.changeover.kit.message.OutboxRelay;
import io.changeover.kit.message.ParkedRecords;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Outbox, inbox and parked records in the service's schema. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "io.changeover.kit.target.settings.TargetsAutoConfiguration"
    })
class PostgresMessagingAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  WireCodec wireCodec() {
    return new WireCodec();
  }

  @Bean
  Outbox outbox(
      JdbcTemplate jdbc,
      WireCodec codec,
      Clock clock,
      @Value("${spring.application.name}") String service,
      OutboxRelay relay) {
    return new JdbcOutbox(jdbc, codec, clock, "/changeover/" + service, relay);
  }

  @Bean
  OutboxRecords outboxRecords(
      JdbcTemplate jdbc, PlatformTransactionManager transactions, MeterRegistry meters) {
    JdbcOutboxRecords records = new JdbcOutboxRecords(jdbc, new TransactionTemplate(transactions));
    gauges(records, meters);
    return records;
  }

  @Bean
  JdbcOutboxPresence outboxPresence(DataSource database) {
    return new JdbcOutboxPresence(database);
  }

  private static void gauges(OutboxRecords records, MeterRegistry meters) {
    Gauge.builder("changeover.outbox.size", () -> records.backlog().records())
        .description("Records that wait to be sent, at most 10,000")
        .register(meters);
    Gauge.builder("changeover.outbox.lag", records, waiting -> oldest(waiting.backlog()))
        .description("How long the oldest record has waited")
        .baseUnit("seconds")
        .register(meters);
  }

  private static double oldest(Backlog backlog) {
    return backlog.oldestSeconds();
  }

  @Bean
  Inbox inbox(JdbcTemplate jdbc) {
    return new JdbcInbox(jdbc);
  }

  @Bean
  HourlyChore inboxPruning(JdbcTemplate jdbc) {
    return new HourlyChore("inbox-pruning", new JdbcInbox(jdbc)::prune);
  }

  @Bean
  ParkedRecords parkedRecords(JdbcTemplate jdbc, MeterRegistry meters) {
    return new JdbcParkedRecords(jdbc, meters);
  }

  @Bean
  @ConditionalOnMissingBean
  ParkedEndpoint parkedEndpoint(ParkedRecords parked) {
    return new ParkedEndpoint(parked);
  }
}
