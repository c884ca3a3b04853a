package io.changeover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.HeldLock;
import io.changeover.migration.Catalog.TableLock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenLocksTest {
  private static final TableLock ORDERS = new TableLock("public.orders", "AccessExclusiveLock");
  private static final TableLock ITEMS = new TableLock("public.items", "ShareLock");

  private final SeenLocks seen = new SeenLocks();

  private void at(long millis, List<TableLock> locks) {
    seen.seen(locks, Duration.ofMillis(millis).toNanos());
  }

  @Test
  void aLockWasHeldFromWhenItWasFirstSeenToWhenItWasLast() {
    at(0, List.of());
    at(100, List.of(ITEMS));
    at(200, List.of(ITEMS, ORDERS));
    at(600, List.of(ORDERS));
    at(700, List.of());

    assertThat(seen.longestFirst())
        .containsExactly(
            new HeldLock("public.orders", "AccessExclusiveLock", Duration.ofMillis(400)),
            new HeldLock("public.items", "ShareLock", Duration.ofMillis(100)));
  }

  @Test
  void ofAFloodThoseHeldLongestAreKept() {
    List<TableLock> many =
        IntStream.range(0, 200).mapToObj(each -> new TableLock("t" + each, "ShareLock")).toList();
    at(0, many);
    at(100, many.subList(190, 200));

    assertThat(seen.longestFirst()).hasSize(SeenLocks.MOST_KEPT);
    assertThat(seen.longestFirst().subList(0, 10))
        .allMatch(lock -> lock.held().equals(Duration.ofMillis(100)));
  }
}
