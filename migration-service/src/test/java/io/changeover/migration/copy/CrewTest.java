package io.changeover.migration.copy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
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
}
