package io.changeover.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Receipt.TriedStep;
import io.changeover.contracts.Receipt.UntriedLevel;
import io.changeover.contracts.step.CopyScope;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceiptTest {
  private static final Digest DIGEST = new Digest("0".repeat(64));
  private static final Duration TOOK = Duration.ofSeconds(2);

  @SafeVarargs
  private static String locksOf(@Nullable List<HeldLock>... locks) {
    List<TriedStep> steps =
        java.util.Arrays.stream(locks)
            .map(each -> new TriedStep(new StepId("tables"), TOOK, each))
            .toList();
    return receipt(steps, null).lines().getLast();
  }

  private static Receipt receipt(List<TriedStep> steps, @Nullable List<UntriedLevel> untried) {
    return new Receipt(
        DIGEST,
        new TargetName("booking-db"),
        DIGEST,
        CopyScope.DATA,
        ByteSize.parse("1MB"),
        ByteSize.parse("1kB"),
        4,
        3_000,
        TOOK,
        TOOK,
        steps,
        List.of(),
        List.of(),
        untried);
  }

  @Test
  void aLevelThatWasNotTriedIsTold() {
    List<UntriedLevel> untried =
        List.of(new UntriedLevel(RollbackLevel.TRAFFIC_BACK, "it moves traffic"));

    assertThat(receipt(List.of(), untried).lines())
        .contains("Rollback level 2 (traffic back to blue) was NOT tried: it moves traffic.");
    assertThat(receipt(List.of(), null).lines()).noneMatch(line -> line.contains("NOT tried"));
  }

  @Test
  void theLockHeldLongestIsNamed() {
    HeldLock companies = new HeldLock("companies", "MDL_SHARED_NO_WRITE", Duration.ofMillis(1_500));
    HeldLock visits = new HeldLock("visits", "MDL_EXCLUSIVE", Duration.ofMillis(100));

    assertThat(locksOf(null, List.of(visits, companies)))
        .isEqualTo(
            "2 locks that make others wait; the longest, MDL_SHARED_NO_WRITE on companies, for 1.5 s.");
  }

  @Test
  void thatNobodyCouldLookIsNotTakenForNoLock() {
    assertThat(locksOf(null, List.of())).isEqualTo("No lock was seen that makes others wait.");
    assertThat(locksOf(null, null)).isEqualTo("Which locks they hold, nobody could see.");
  }
}
