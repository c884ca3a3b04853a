package io.changeover.notification.postgres;

import io.changeover.contracts.json.Json;
import io.changeover.notification.delivery.ChannelKind;
import io.changeover.notification.delivery.Deliveries;
import io.changeover.notification.delivery.Delivery;
import io.changeover.notification.delivery.NewDelivery;
import io.changeover.notification.delivery.Receipt;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Deliveries as a table. The count of claims fences off whoever has lost a claim. */
@Repository
class JdbcDeliveries implements Deliveries {
  /** The longest error kept, in characters. */
  private static final int LONGEST_ERROR = 500;

  private final JdbcClient jdbc;

  JdbcDeliveries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(List<NewDelivery> deliveries) {
    jdbc.sql(DeliverySql.ADD)
        .params(
            texts(deliveries, delivery -> delivery.deployment().value()),
            deliveries.stream().map(NewDelivery::sequence).toArray(Long[]::new),
            texts(deliveries, delivery -> delivery.channel().name()),
            texts(deliveries, NewDelivery::address),
            texts(deliveries, delivery -> delivery.kind().name()),
            texts(deliveries, JdbcDeliveries::notice),
            deliveries.stream()
                .map(delivery -> Timestamp.from(delivery.at()))
                .toArray(Timestamp[]::new))
        .update();
  }

  private static @Nullable String notice(NewDelivery delivery) {
    return delivery.notice() == null ? null : Json.canonical(delivery.notice());
  }

  private static String[] texts(
      List<NewDelivery> deliveries, Function<NewDelivery, @Nullable String> text) {
    return deliveries.stream().map(text).toArray(String[]::new);
  }

  @Override
  @Transactional
  public List<Delivery> claim(ChannelKind channel, Instant now, Duration lease, int atMost) {
    return jdbc
        .sql(DeliverySql.CLAIM)
        .param("channel", channel.name())
        .param("now", Timestamp.from(now))
        .param("until", Timestamp.from(now.plus(lease)))
        .param("most", atMost)
        .query((row, _) -> DeliveryRows.read(row))
        .list()
        .stream()
        .sorted(Comparator.comparingLong(Delivery::id))
        .toList();
  }

  @Override
  @Transactional
  public void sent(Delivery delivery, Receipt.Sent receipt, Instant now) {
    int settled =
        claimed(DeliverySql.SENT, delivery)
            .param("provider", receipt.providerId())
            .param("now", Timestamp.from(now))
            .update();
    if (settled == 1 && delivery.notice() == null) {
      lane(DeliverySql.MERGE, delivery).param("upTo", receipt.upTo()).update();
    }
  }

  @Override
  public void postpone(Delivery delivery, Instant until, String why) {
    claimed(DeliverySql.POSTPONE, delivery)
        .param("until", Timestamp.from(until))
        .param("error", cut(why))
        .update();
  }

  @Override
  public void holdAddress(Delivery delivery, Instant until) {
    jdbc.sql(DeliverySql.HOLD_ADDRESS)
        .param("channel", delivery.channel().name())
        .param("address", delivery.address())
        .param("until", Timestamp.from(until))
        .update();
  }

  @Override
  public void failedOnce(Delivery delivery, Instant until, String why, Instant now) {
    claimed(DeliverySql.FAILED_ONCE, delivery)
        .param("until", Timestamp.from(until))
        .param("error", cut(why))
        .param("now", Timestamp.from(now))
        .update();
  }

  @Override
  public void giveUp(Delivery delivery, Optional<Instant> again, String why) {
    claimed(DeliverySql.GIVE_UP, delivery)
        .param("again", again.map(Timestamp::from).orElse(null), java.sql.Types.TIMESTAMP)
        .param("error", cut(why))
        .update();
  }

  @Override
  public boolean anySentSince(ChannelKind channel, Instant since) {
    return jdbc.sql(DeliverySql.ANY_SENT_SINCE)
        .param("channel", channel.name())
        .param("since", Timestamp.from(since))
        .query(Boolean.class)
        .single();
  }

  @Override
  public int takeUpAgain(Instant now, Instant createdSince) {
    return jdbc.sql(DeliverySql.TAKE_UP_AGAIN)
        .param("now", Timestamp.from(now))
        .param("since", Timestamp.from(createdSince))
        .update();
  }

  @Override
  public int takeUpMended(Instant createdSince) {
    return jdbc.sql(DeliverySql.TAKE_UP_MENDED)
        .param("since", Timestamp.from(createdSince))
        .update();
  }

  @Override
  public Optional<Instant> nextDue(Instant createdSince) {
    return instant(
        jdbc.sql(DeliverySql.NEXT_DUE)
            .param("since", Timestamp.from(createdSince))
            .query(Timestamp.class)
            .optional()
            .orElse(null));
  }

  @Override
  public Optional<Instant> oldestPending(ChannelKind channel) {
    return instant(
        jdbc.sql(DeliverySql.OLDEST)
            .param("channel", channel.name())
            .query(Timestamp.class)
            .optional()
            .orElse(null));
  }

  private JdbcClient.StatementSpec claimed(String sql, Delivery delivery) {
    return jdbc.sql(sql).param("id", delivery.id()).param("attempt", delivery.attempt());
  }

  private JdbcClient.StatementSpec lane(String sql, Delivery delivery) {
    return jdbc.sql(sql)
        .param("deployment", delivery.deployment().value())
        .param("channel", delivery.channel().name())
        .param("address", delivery.address());
  }

  private static Optional<Instant> instant(@Nullable Timestamp time) {
    return time == null ? Optional.empty() : Optional.of(time.toInstant());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
  }
}
