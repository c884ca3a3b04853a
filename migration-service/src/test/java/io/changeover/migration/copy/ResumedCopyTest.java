package io.changeover.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Progress;
import io.changeover.kit.process.Tools;
import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.testsupport.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies that are killed in the middle, and sources and targets that are not as they should be. */
class ResumedCopyTest {
  private static final String DEFINITIONS =
      "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'many'::regclass UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'many'::regclass ORDER BY 1";

  @TempDir Path directory;

  private Sides many(int rows) throws Exception {
    return new Sides(directory)
        .sqlite(
            "CREATE TABLE many (id INTEGER PRIMARY KEY, v TEXT NOT NULL, d DATE)",
            "INSERT INTO many WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                + rows
                + ") SELECT i, '値' || i, '2024-01-01' FROM n")
        .postgres(
            "CREATE TABLE many (id serial PRIMARY KEY, v text NOT NULL UNIQUE, d date CHECK (d > '2000-01-01'))",
            "CREATE INDEX many_d ON many (d, v)");
  }

  /** Ends every session of the copy as a kill of the worker's machine would leave them. */
  private static void cutOff(Sides sides) {
    List<String> _ =
        sides.rows(
            "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE application_name LIKE 'changeover_copy%'");
  }

  @Test
  void goesOnWhenItsSessionsAreCutOffAgainAndAgain() throws Exception {
    Sides sides = many(900_000);
    List<String> definitions = sides.rows(DEFINITIONS);
    CompletableFuture<Evidence.Copied> copy =
        CompletableFuture.supplyAsync(() -> {
          try {
            return sides.copy();
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
        });
    for (int cut = 0; cut < 4; cut++) {
      Awaitility.await()
          .atMost(Patience.LONG)
          .pollInterval(20, TimeUnit.MILLISECONDS)
          .until(() ->
              copy.isDone()
                  || !sides
                      .rows(
                          "SELECT 1 FROM pg_stat_activity WHERE application_name LIKE 'changeover_copy%' AND query LIKE 'COPY%' AND state = 'active'")
                      .isEmpty());
      cutOff(sides);
    }

    assertThat(copy.get(2, TimeUnit.MINUTES).rows()).containsEntry("many", 900_000L);
    assertThat(
            sides.row("SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || sum(id) FROM many"))
        .isEqualTo("900000 900000 405000450000");
    assertThat(sides.rows(DEFINITIONS)).isEqualTo(definitions);
  }

  @Test
  void anotherWorkerGoesOnWhereAStoppedOneWas() throws Exception {
    Sides sides = many(600_000);
    List<String> definitions = sides.rows(DEFINITIONS);
    StopAfterAChunk context = new StopAfterAChunk(sides);

    assertThat(
            catchThrowableOfType(
                InterruptedException.class, () -> sides.copy(Sides.spec(), context)))
        .isNotNull();
    assertThat(
            Long.parseLong(
                sides.row("SELECT count(*) FROM changeover_copy.chunk WHERE rows IS NOT NULL")))
        .isPositive();
    Evidence.Copied copied = sides.copy(Sides.spec(), LoneStepContext.first().withFence(2));

    assertThat(copied.rows()).containsEntry("many", 600_000L);
    assertThat(sides.row("SELECT sum(id) FROM many")).isEqualTo("180000300000");
    assertThat(sides.rows(DEFINITIONS)).isEqualTo(definitions);
    assertThat(sides.copy(Sides.spec(), LoneStepContext.first().withFence(3))).isEqualTo(copied);
    sides.back();
    assertThat(sides.row("SELECT count(*) FROM many")).isEqualTo("0");
    assertThat(sides.rows(DEFINITIONS)).isEqualTo(definitions);
    assertThat(sides.row("SELECT is_called FROM many_id_seq")).isEqualTo("f");
    assertThat(sides.rows("SELECT 1 FROM pg_namespace WHERE nspname = 'changeover_copy'"))
        .isEmpty();
  }

  /** Stopped as a cancellation does, as soon as a chunk is in. */
  private static final class StopAfterAChunk implements StepContext {
    private final LoneStepContext real = LoneStepContext.first();
    private final Thread handler = Thread.currentThread();
    private final Sides sides;

    StopAfterAChunk(Sides sides) {
      this.sides = sides;
    }

    @Override
    public void progress(Progress progress) {
      if (!sides
              .rows("SELECT 1 FROM pg_class WHERE oid = to_regclass('changeover_copy.chunk')")
              .isEmpty()
          && !sides.rows("SELECT 1 FROM changeover_copy.chunk WHERE rows IS NOT NULL").isEmpty()) {
        real.stop();
        handler.interrupt();
      }
    }

    @Override
    public long fence() {
      return real.fence();
    }

    @Override
    public Instant deadline() {
      return real.deadline();
    }

    @Override
    public Tools tools() {
      return real.tools();
    }

    @Override
    public Registration onStop(Runnable stop) {
      return real.onStop(stop);
    }

    @Override
    public void throwIfStopped() throws InterruptedException {
      real.throwIfStopped();
    }
  }

  @Test
  void limitsOfTheRoleDoNotStopIt() throws Exception {
    Sides sides = many(400_000);
    for (String limit :
        List.of(
            "idle_in_transaction_session_timeout", "idle_session_timeout", "statement_timeout")) {
      sides.owner.asAdmin(
          "ALTER ROLE %s SET %s = '200ms'".formatted(sides.owner.target().username(), limit));
    }

    assertThat(sides.copy().rows()).containsEntry("many", 400_000L);
    sides.back();
    assertThat(sides.row("SELECT count(*) FROM many")).isEqualTo("0");
  }

  @Test
  void aTargetThatIsNotEmptyIsLeftAlone() throws Exception {
    Sides sides = many(10).postgres("INSERT INTO many (v) VALUES ('mine')");

    StepFailure refused = catchThrowableOfType(StepFailure.class, sides::copy);

    assertThat(refused.reason().message()).contains("not empty").contains("many");
    assertThat(sides.rows("SELECT v FROM many")).containsExactly("mine");
  }

  @Test
  void aSourceThatSomebodyWritesToIsRefused() throws Exception {
    Sides sides = many(10);
    try (SqliteConnection writer = SqliteConnection.open(sides.file)) {
      writer.execute("BEGIN IMMEDIATE");
      writer.execute("DELETE FROM many");

      StepFailure refused = catchThrowableOfType(StepFailure.class, sides::copy);

      assertThat(refused.reason().code()).isEqualTo(FailureCode.REFUSED);
      assertThat(refused.reason().message()).contains("locked");
    }
  }

  @Test
  void readersOfAWriteAheadLogDoNotDisturb() throws Exception {
    Sides sides = many(1000);
    try (SqliteConnection reader = SqliteConnection.open(sides.file)) {
      reader.execute("PRAGMA journal_mode = WAL");
      reader.execute("BEGIN");
      long _ = reader.number("SELECT count(*) FROM many");
      sides.sqlite("INSERT INTO many VALUES (5000, 'in the log', NULL)");

      assertThat(sides.copy().rows()).containsEntry("many", 1001L);
    }
  }

  @Test
  void whatIsNoDatabaseOrOnlyAPartOfOneIsRefused() throws Exception {
    Sides sides = many(20_000);
    byte[] whole = Files.readAllBytes(sides.file);
    Files.write(sides.file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThat(catchThrowableOfType(StepFailure.class, sides::copy).reason().message())
        .contains("malformed");

    byte[] encrypted = new byte[8192];
    new java.util.Random(7).nextBytes(encrypted);
    Files.write(sides.file, encrypted);
    assertThat(catchThrowableOfType(StepFailure.class, sides::copy).reason().whatToDo())
        .contains("encrypted");

    Files.writeString(sides.file, "id,v,d\n1,'text',2024-01-01\n".repeat(500));
    StepFailure text = catchThrowableOfType(StepFailure.class, sides::copy);
    assertThat(text.reason().code()).isEqualTo(FailureCode.REFUSED);
    assertThat(text.reason().message()).contains("not a database");

    Files.delete(sides.file);
    assertThat(catchThrowableOfType(StepFailure.class, sides::copy).reason().code())
        .isEqualTo(FailureCode.TARGET_UNREACHABLE);
    assertThat(sides.row("SELECT count(*) FROM many")).isEqualTo("0");
  }

  @Test
  void aConstraintThatTheDataBreaksLeavesTheTargetAsItWas() throws Exception {
    Sides sides = many(5000).sqlite("UPDATE many SET d = '1999-01-01' WHERE id = 4999");
    List<String> definitions = sides.rows(DEFINITIONS);

    StepFailure refused = catchThrowableOfType(StepFailure.class, sides::copy);

    assertThat(refused.reason().message()).contains("many_d_check");
    assertThat(sides.row("SELECT count(*) FROM many")).isEqualTo("0");
    assertThat(sides.rows(DEFINITIONS)).isEqualTo(definitions);
  }
}
