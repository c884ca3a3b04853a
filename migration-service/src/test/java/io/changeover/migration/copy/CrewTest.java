package io.changeover.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrewTest {
  /** What takes long when it waits for ever; all well, it ends at once. */
  private static final int PATIENCE_SECONDS = 60;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @Timeout(
      value = PATIENCE_SECONDS,
      unit = TimeUnit.SECONDS,
      threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPieceWithoutMemoryFailsTheWhole(int threads) {
    Crew<AutoCloseable> crew = new Crew<>(() -> () -> {});
    crew.add(with -> {
      throw new OutOfMemoryError("a value too large");
    });

    assertThatThrownBy(() -> crew.finish(threads, () -> {}))
        .hasMessageContaining("a value too large")
        .hasCauseInstanceOf(OutOfMemoryError.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @Timeout(
      value = PATIENCE_SECONDS,
      unit = TimeUnit.SECONDS,
      threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whoeverTellsMayBreakDownAndNobodyGoesOnWorking(int threads) {
    Endless work = new Endless();
    try {
      assertThatThrownBy(() ->
              work.crew.finish(
                  threads,
                  () -> {
                    if (!work.threads.isEmpty()) {
                      throw new IllegalStateException("nobody to tell");
                    }
                  }))
          .hasMessage("nobody to tell");

      assertThat(work.threads).isNotEmpty().noneMatch(Thread::isAlive);
      assertThat(work.open).hasValue(0);
    } finally {
      work.over.set(true);
    }
  }

  /** Pieces that bring more of their kind, so that only a failure ends the work. */
  private static final class Endless {
    final Crew<AutoCloseable> crew = new Crew<>(this::opened);
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    final AtomicInteger open = new AtomicInteger();
    final AtomicBoolean over = new AtomicBoolean();

    Endless() {
      crew.add(this::piece);
    }

    private AutoCloseable opened() {
      open.incrementAndGet();
      return open::decrementAndGet;
    }

    private void piece(AutoCloseable with) {
      threads.add(Thread.currentThread());
      if (!over.get()) {
        crew.add(this::piece);
      }
    }
  }
}
