package io.changeover.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.step.CopyAs;
import io.changeover.contracts.step.CopyFinding;
import io.changeover.contracts.step.CopyRule;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.testsupport.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two workers that both believe a copy is theirs: only the younger one's work counts. */
class SupersededCopyTest {
  private static final CopyRule RULE =
      new CopyRule("dirty", "n", CopyFinding.TEXT_IN_NUMBER, CopyAs.NULL);

  @TempDir Path directory;

  /** The same copy, from a file of its own, because the older worker still locks the other one. */
  private Sides besides(Sides older) throws Exception {
    Path file = Files.copy(older.file, directory.resolve("again.db"));
    return new Sides(older.owner, file, older.deployment);
  }

  private static StepContext worker(int number) {
    return LoneStepContext.first().withFence(number);
  }

  private static FutureTask<Evidence.Copied> started(
      Sides sides, StepContext context, CopyRule... rules) {
    FutureTask<Evidence.Copied> copy =
        new FutureTask<>(() -> sides.copy(Sides.spec(rules), context));
    Thread _ = Thread.ofPlatform().daemon().start(copy);
    return copy;
  }

  private static Map<String, Long> rows(FutureTask<Evidence.Copied> copy) throws Exception {
    return copy.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS).rows();
  }

  private static StepFailure failure(FutureTask<Evidence.Copied> copy) {
    return (StepFailure)
        catchThrowableOfType(ExecutionException.class, () -> rows(copy)).getCause();
  }

  @Test
  void oneThatIsFencedOffDoesNotTakeTheCopyBack() throws Exception {
    Sides sides = new Sides(directory);
    try (Gates gates = Gates.closed(sides, "t")) {
      Sides again = besides(sides);
      FutureTask<Evidence.Copied> older = started(sides, worker(1));
      List<String> olderSessions = gates.awaitOthers(older, List.of());
      FutureTask<Evidence.Copied> younger = started(again, worker(2));
      List<String> session = gates.awaitOthers(younger, olderSessions);

      await().atMost(Patience.LONG).until(() -> older.isDone() || !gates.waiting().equals(session));

      assertThat(gates.waiting()).as("the younger one's session").isEqualTo(session);
      assertThat(failure(older).reason().code()).isEqualTo(FailureCode.REFUSED);
      assertThat(failure(older).reason().message()).contains("younger attempt");
      gates.open(1);
      assertThat(rows(younger)).containsEntry("t", 1L);
    }
    assertThat(sides.rows("SELECT id::text FROM t")).containsExactly("7");
  }

  private Sides dirty(Sides sides) throws Exception {
    return sides
        .sqlite("CREATE TABLE dirty (n INT)", "INSERT INTO dirty VALUES ('x')")
        .postgres("CREATE TABLE dirty (n int)");
  }

  /** A worker that is held up where it has read everything, and has not yet judged it. */
  private record HeldUp(StepContext context, CountDownLatch there, CountDownLatch going) {
    static HeldUp worker(int number) {
      CountDownLatch there = new CountDownLatch(1);
      CountDownLatch going = new CountDownLatch(1);
      Runnable hold =
          () -> {
            there.countDown();
            try {
              boolean _ = going.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
              throw new IllegalStateException(stopped);
            }
          };
      return new HeldUp(
          new ListeningContext(SupersededCopyTest.worker(number), hold), there, going);
    }

    void awaitThere() throws InterruptedException {
      assertThat(there.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    void letGo() {
      going.countDown();
    }
  }

  /** The sessions of all copies, when there is but one left. */
  private static List<String> onlySession(Sides sides) {
    String sql =
        "SELECT pid::text FROM pg_stat_activity WHERE application_name LIKE 'changeover\\_copy%'";
    await().atMost(Patience.LONG).until(() -> sides.rows(sql).size() == 1);
    return sides.rows(sql);
  }

  @Test
  void oneThatRefusesDoesNotUndoWhatItsSuccessorIsLoading() throws Exception {
    Sides sides = dirty(new Sides(directory));
    Sides again = besides(sides);
    HeldUp first = HeldUp.worker(1);
    HeldUp second = HeldUp.worker(2);
    FutureTask<Evidence.Copied> older = started(sides, first.context());
    first.awaitThere();
    FutureTask<Evidence.Copied> younger = started(again, second.context(), RULE);
    second.awaitThere();
    List<String> session = onlySession(sides);
    first.letGo();

    assertThat(failure(older).reason().message()).contains("dirty.n: text-in-number 1");
    assertThat(onlySession(sides)).as("the younger one's session").isEqualTo(session);
    second.letGo();
    assertThat(rows(younger)).containsEntry("dirty", 1L);
    assertThat(sides.row("SELECT count(*) FROM dirty")).isEqualTo("1");
  }

  @Test
  void oneThatRefusesDoesNotUndoWhatItsSuccessorHasFinished() throws Exception {
    Sides sides = dirty(new Sides(directory));
    Sides again = besides(sides);
    HeldUp first = HeldUp.worker(1);
    FutureTask<Evidence.Copied> older = started(sides, first.context());
    first.awaitThere();
    Evidence.Copied copied = again.copy(Sides.spec(RULE), worker(2));
    first.letGo();

    assertThat(failure(older).reason().message()).contains("dirty.n: text-in-number 1");
    assertThat(sides.row("SELECT count(*) FROM dirty")).isEqualTo("1");
    assertThat(again.copy(Sides.spec(RULE), worker(3))).isEqualTo(copied);
  }

  @Test
  void oneThatWasUndoneMeanwhileDoesNotBeginAnew() throws Exception {
    Sides sides = new Sides(directory);
    try (Gates gates = Gates.closed(sides, "t")) {
      FutureTask<Evidence.Copied> older = started(sides, worker(1));
      List<String> sessions = gates.awaitOthers(older, List.of());

      sides.back();

      List<String> after = gates.awaitOthers(older, sessions);
      assertThat(after).as("sessions of a copy begun anew").isEmpty();
      assertThat(failure(older).reason().message()).contains("undone");
    }
    assertThat(sides.row("SELECT count(*) FROM t")).isEqualTo("0");
    assertThat(sides.rows("SELECT 1 FROM pg_namespace WHERE nspname = 'changeover_copy'"))
        .isEmpty();
  }

  /** Its number alone says so, even where it had not begun before. */
  @Test
  void oneThatComesLateDoesNotTakeTheCopyBack() throws Exception {
    Sides sides = new Sides(directory);
    try (Gates gates = Gates.closed(sides, "t")) {
      Sides again = besides(sides);
      FutureTask<Evidence.Copied> younger = started(again, worker(2));
      List<String> session = gates.awaitOthers(younger, List.of());

      FutureTask<Evidence.Copied> late = started(sides, worker(1));
      await().atMost(Patience.LONG).until(() -> late.isDone() || !gates.waiting().equals(session));

      assertThat(gates.waiting()).as("the younger one's session").isEqualTo(session);
      assertThat(failure(late).reason().message()).contains("younger attempt");
      gates.open(1);
      assertThat(rows(younger)).containsEntry("t", 1L);
    }
  }
}
