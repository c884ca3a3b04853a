package io.changeover.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.RequiresTool;
import io.changeover.testsupport.TestInfrastructure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A PostgreSQL server that goes away in the middle of a backup. */
@RequiresTool("pg_dump")
@RequiresTool("pg_restore")
class OutageTest {
  @TempDir private Path directory;

  @ParameterizedTest(name = "while {0}")
  @ValueSource(strings = {"dumping", "restoring into"})
  void isToldAndTheNextAttemptSucceeds(String moment) throws Exception {
    try (TestDatabase database = TestDatabase.create("outage");
        Bench bench = new Bench(directory, database)) {
      database.run(
          "CREATE TABLE bulky (id int PRIMARY KEY, noise text)",
          "INSERT INTO bulky SELECT i, md5(i::text) || md5((-i)::text) FROM generate_series(1, 200000) i");
      AtomicBoolean gone = new AtomicBoolean();
      CountDownLatch back = new CountDownLatch(1);
      RunningStep step =
          new RunningStep(1)
              .onProgress(told -> {
                if (told.message().startsWith(moment) && !gone.getAndSet(true)) {
                  TestInfrastructure.postgres().crashAndRestart();
                  back.countDown();
                }
              });

      Throwable failure = step.failureOf(() -> bench.run(bench.forward(1), step));

      assertThat(back.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(failure)
          .isInstanceOfSatisfying(
              StepFailure.class,
              failed -> {
                assertThat(failed.reason().code())
                    .isIn(FailureCode.TOOL_FAILED, FailureCode.TARGET_UNREACHABLE);
                assertThat(failed.reason().message())
                    .containsAnyOf("I/O error", "closed the connection", "terminat");
                assertThat(failed.reason().toString()).doesNotContain(TestDatabase.PASSWORD);
              });

      assertThat(bench.evidence(bench.forward(2), new RunningStep(2)))
          .isInstanceOfSatisfying(
              Evidence.Backup.class, backup -> assertThat(backup.verified()).isTrue());
      assertThat(database.databases()).containsExactly(database.name());
      // A whole dump that could not be proved is kept until the retention removes it.
      assertThat(dumps()).hasSize(moment.equals("dumping") ? 1 : 2);
    }
  }

  private List<Path> dumps() throws Exception {
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(file -> file.getFileName().toString().startsWith("dump.")).toList();
    }
  }
}
