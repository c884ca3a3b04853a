package io.changeover.migration;

import io.changeover.contracts.HeldLock;
import io.changeover.migration.Catalog.TableLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From when to when each lock was seen. */
final class SeenLocks {
  /** More are no evidence but a flood; those held longest are kept. */
  static final int MOST_KEPT = 50;

  private final Map<TableLock, Span> spans = new HashMap<>();

  private record Span(long first, long last) {
    Duration length() {
      return Duration.ofNanos(last - first);
    }
  }

  /**
   * Takes what was seen at one moment.
   *
   * @param nanos on a clock that only goes forward
   */
  synchronized void seen(Collection<TableLock> locks, long nanos) {
    for (TableLock lock : locks) {
      spans.merge(lock, new Span(nanos, nanos), (known, now) -> new Span(known.first(), nanos));
    }
  }

  /** All that were seen, those held longest first. */
  synchronized List<HeldLock> longestFirst() {
    List<HeldLock> held = new ArrayList<>();
    spans.forEach(
        (lock, span) -> held.add(new HeldLock(lock.relation(), lock.mode(), span.length())));
    held.sort(
        Comparator.comparing(HeldLock::held)
            .reversed()
            .thenComparing(HeldLock::relation)
            .thenComparing(HeldLock::mode));
    return List.copyOf(held.subList(0, Math.min(MOST_KEPT, held.size())));
  }
}
