package io.changeover.kit.message.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.contracts.command.CancelStep;
import io.changeover.contracts.json.WireCodec;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.message.OutboxRecords;
import io.changeover.kit.message.OutboxRecords.Sent;
import io.changeover.kit.message.OutboxRelay;
import io.changeover.kit.message.OutgoingRecord;
import io.changeover.kit.message.WaitingRecord;
import io.changeover.kit.running.Wire;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.SettableClock;
import io.changeover.testsupport.TestInfrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxRecordsTest {
  private final LocalDatabase database = TestInfrastructure.freshDatabase();
  private final DriverManagerDataSource source =
      new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
  private final JdbcTemplate jdbc = new JdbcTemplate(source);
  private final TransactionTemplate transactions =
      new TransactionTemplate(new JdbcTransactionManager(source));
  private final OutboxRecords records = new JdbcOutboxRecords(jdbc, transactions);
  private final AtomicInteger wakes = new AtomicInteger();
  private final AtomicInteger rollbacks = new AtomicInteger();
  private final List<WaitingRecord> expected = new ArrayList<>();
  private final JdbcOutbox outbox =
      new JdbcOutbox(
          jdbc,
          new WireCodec(),
          SettableClock.at("2026-01-31T10:00:00Z"),
          "/test",
          new CountingRelay());

  /** Counts what it is told to send, and what never was. */
  private final class CountingRelay implements OutboxRelay, OutboxRelay.Expected {
    @Override
    public Expected expect(List<WaitingRecord> records) {
      expected.addAll(records);
      return this;
    }

    @Override
    public void committed() {
      wakes.incrementAndGet();
    }

    @Override
    public void rolledBack() {
      rollbacks.incrementAndGet();
    }

    @Override
    public void unknown() {
      throw new AssertionError("every transaction here ends one way or the other");
    }
  }

  @BeforeEach
  void tables() {
    Flyway.configure().dataSource(source).locations("classpath:db/kit").load().migrate();
  }

  private static OutgoingRecord outgoing(int number) {
    var command = Wire.command(Wire.deployment(), "step");
    return new OutgoingRecord(
        "topic",
        "key",
        new CancelStep(command.command(), command.deployment()),
        "id-" + number,
        "",
        "",
        null,
        null);
  }

  private void add(int from, int to) {
    transactions.executeWithoutResult(
        _ -> outbox.add(IntStream.range(from, to).mapToObj(OutboxRecordsTest::outgoing).toList()));
  }

  private List<String> left() {
    return jdbc.queryForList(
        "SELECT headers::json ->> 'ce_id' FROM outbox ORDER BY id", String.class);
  }

  @Test
  void recordsOfARolledBackTransactionAreNeitherKeptNorAnnounced() {
    transactions.executeWithoutResult(transaction -> {
      outbox.add(List.of(outgoing(1)));
      transaction.setRollbackOnly();
    });
    assertThat(left()).isEmpty();
    assertThat(wakes).hasValue(0);
    assertThat(rollbacks).hasValue(1);
    add(1, 2);
    assertThat(wakes).hasValue(1);
  }

  @Test
  void addingNeedsATransaction() {
    assertThatThrownBy(() -> outbox.add(List.of(outgoing(1))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void recordsAreTakenInTheOrderInWhichTheyWereAdded() {
    add(0, 700);
    add(700, 1_000);
    List<String> taken = new ArrayList<>();
    Sent sent =
        records.take(
            2_000,
            batch -> {
              batch.forEach(one -> taken.add(one.headers().get("ce_id")));
              return batch.stream().map(WaitingRecord::id).toList();
            });
    assertThat(sent.taken()).isEqualTo(1_000);
    assertThat(taken).isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> "id-" + i).toList());
    assertThat(left()).isEmpty();
  }

  @Test
  void theRelayHearsOfRecordsAsTheyAreKept() {
    add(0, 3);
    List<WaitingRecord> kept = new ArrayList<>();
    records.take(
        10,
        taken -> {
          kept.addAll(taken);
          return Set.of();
        });
    assertThat(expected).isEqualTo(kept).hasSize(3);

    records.remove(List.of(expected.get(0).id(), expected.get(2).id()));
    assertThat(left()).containsExactly("id-1");
  }

  @Test
  void nobodyIsAloneAnyMoreWhenAnotherInstanceHasStarted() {
    try (JdbcOutboxPresence first = new JdbcOutboxPresence(source)) {
      assertThat(first.alone()).isTrue();
      try (JdbcOutboxPresence second = new JdbcOutboxPresence(source)) {
        assertThat(second.alone()).isFalse();
        assertThat(first.alone()).isFalse();
      }
      assertThat(first.alone()).isTrue();
    }
  }

  @Test
  void whatDidNotArriveStays() {
    add(1, 5);
    Sent sent = records.take(10, batch -> Set.of(batch.get(1).id(), batch.get(3).id()));
    assertThat(sent.all()).isFalse();
    assertThat(left()).containsExactly("id-1", "id-3");
  }

  @Test
  void whatWasBeingSentWhenTheServiceDiedStays() {
    add(1, 3);
    assertThatThrownBy(() ->
            records.take(
                10,
                batch -> {
                  throw new IllegalStateException("died");
                }))
        .hasMessage("died");
    assertThat(left()).containsExactly("id-1", "id-2");
    assertThat(records.backlog().records()).isEqualTo(2);
  }

  @Test
  void oneInstanceSendsAtATime() throws Exception {
    add(1, 3);
    CountDownLatch sending = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<Sent> first =
        CompletableFuture.supplyAsync(() ->
            records.take(
                10,
                batch -> {
                  sending.countDown();
                  await(goOn);
                  return batch.stream().map(WaitingRecord::id).toList();
                }));
    assertThat(sending.await(Patience.LONG.toSeconds(), SECONDS)).isTrue();
    CompletableFuture<Sent> second =
        CompletableFuture.supplyAsync(() -> records.take(10, batch -> List.of()));
    assertThat(second.completeOnTimeout(null, 1, SECONDS).get()).as("waits").isNull();
    goOn.countDown();
    assertThat(first.get(Patience.LONG.toSeconds(), SECONDS).taken()).isEqualTo(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Test
  void inboxKnowsWhatItHasSeen() {
    JdbcInbox inbox = new JdbcInbox(jdbc);
    assertThat(inbox.firstSeen(List.of("a", "b", "a"))).containsExactlyInAnyOrder("a", "b");
    assertThat(inbox.firstSeen(List.of("b", "c"))).containsExactly("c");
    jdbc.update("UPDATE inbox SET seen_at = now() - interval '9 days' WHERE record_id = 'a'");
    inbox.prune();
    assertThat(inbox.firstSeen(List.of("a", "b"))).containsExactly("a");
  }
}
