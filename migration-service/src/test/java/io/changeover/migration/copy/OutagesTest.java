package io.changeover.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Direction;
import io.changeover.contracts.step.Copy;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that goes away more than once while a long copy goes on. */
class OutagesTest {
  private static final Duration LONGER_THAN_IS_WAITED = Duration.ofMinutes(3);

  private final SettableClock clock = SettableClock.at("2026-11-21T10:00:00Z");

  @TempDir Path directory;

  private FutureTask<Outcome> started(Sides sides) {
    Copy spec = Sides.spec();
    CopyHandler handler = CopyHandler.of(sides.databases(), new TargetConnections(), clock);
    FutureTask<Outcome> copy =
        new FutureTask<>(() ->
            handler.handle(sides.command(spec, Direction.FORWARD), spec, LoneStepContext.first()));
    Thread _ = Thread.ofPlatform().daemon().start(copy);
    return copy;
  }

  private static void cutOff(Sides sides) {
    List<String> _ =
        sides.rows(
            "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE application_name LIKE 'changeover\\_copy%'");
  }

  private static void awaitChunks(Sides sides, FutureTask<Outcome> copy, int done) {
    await()
        .atMost(Patience.LONG)
        .until(() ->
            copy.isDone()
                || sides
                    .row("SELECT count(*) FROM changeover_copy.chunk WHERE rows IS NOT NULL")
                    .equals(Integer.toString(done)));
  }

  @Test
  void theNextOneIsWaitedForAgainOnceSomethingHasArrived() throws Exception {
    Sides sides = new Sides(directory);
    try (Gates gates = Gates.closed(sides, "a", "b", "c")) {
      FutureTask<Outcome> copy = started(sides);
      List<String> first = gates.awaitOthers(copy, List.of());
      gates.open(1);
      awaitChunks(sides, copy, 1);
      cutOff(sides);
      List<String> second = gates.awaitOthers(copy, first);
      gates.open(2);
      awaitChunks(sides, copy, 2);
      var _ = clock.advance(LONGER_THAN_IS_WAITED);
      cutOff(sides);
      List<String> _ = gates.awaitOthers(copy, second);
      gates.open(3);

      assertThat(copy.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(Outcome.Succeeded.class);
    }
    assertThat(
            sides.row(
                "SELECT (SELECT count(*) FROM a) + (SELECT count(*) FROM b) + (SELECT count(*) FROM c)"))
        .isEqualTo("3");
  }

  @Test
  void oneInWhichNothingArrivesIsNotWaitedForLongerThanIsSaid() throws Exception {
    Sides sides = new Sides(directory);
    try (Gates gates = Gates.closed(sides, "a")) {
      FutureTask<Outcome> copy = started(sides);
      List<String> first = gates.awaitOthers(copy, List.of());
      cutOff(sides);
      List<String> second = gates.awaitOthers(copy, first);
      assertThat(second).isNotEmpty();
      var _ = clock.advance(LONGER_THAN_IS_WAITED);
      cutOff(sides);

      assertThat(
              catchThrowableOfType(
                  ExecutionException.class,
                  () -> copy.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS)))
          .hasCauseInstanceOf(StepFailure.class);
    }
  }
}
