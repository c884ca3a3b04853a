package io.changeover.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.TargetName;
import io.changeover.embedded.LocalDatabase;
import io.changeover.embedded.LocalPostgres;
import io.changeover.embedded.MemoryDisk;
import io.changeover.embedded.PostgresOptions;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Owner;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 in the middle of a copy, and a disk that fills up: no row is lost, none is there twice.
 */
class KilledCopyTest {
  /** With gaps between their numbers: the table is then copied in many small pieces. */
  private static final int ROWS = 400_000;

  /** All rows as PostgreSQL has them, and as they were put into SQLite. */
  private static final String ARRIVED =
      "SELECT count(*) || ' ' || md5(string_agg(concat_ws('|', id, v, d), ',' ORDER BY id, v)) FROM many";

  private static final String EXPECTED =
      "SELECT count(*) || ' ' || md5(string_agg(concat_ws('|', i * 10, '値' || i, '2024-01-01'), ',' ORDER BY i)) FROM generate_series(1, %d) i"
          .formatted(ROWS);

  private static final String DEFINITIONS =
      "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'many'::regclass UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'many'::regclass ORDER BY 1";

  private static final String DONE =
      "SELECT count(*) FROM changeover_copy.chunk WHERE rows IS NOT NULL";
  private static final String OPEN =
      "SELECT count(*) FROM changeover_copy.chunk WHERE rows IS NULL";

  @TempDir Path directory;

  private static Sides filled(Sides sides) throws Exception {
    return sides
        .sqlite(
            "CREATE TABLE many (id INTEGER PRIMARY KEY, v TEXT NOT NULL, d DATE)",
            "INSERT INTO many WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                + ROWS
                + ") SELECT i * 10, '値' || i, '2024-01-01' FROM n")
        .postgres(
            "CREATE TABLE many (id serial PRIMARY KEY, v text NOT NULL UNIQUE, d date CHECK (d > '2000-01-01'))",
            "CREATE INDEX many_d ON many (d, v)");
  }

  /** Until a part is in and another one is not. */
  private static void awaitMiddle(Sides sides) {
    await()
        .atMost(Patience.LONG)
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(() ->
            sides.row("SELECT to_regclass('changeover_copy.chunk') IS NOT NULL").equals("t")
                && !sides.row(DONE).equals("0"));
    assertThat(sides.row(OPEN)).as("not all of it is done already").isNotEqualTo("0");
  }

  @Test
  void aWorkerThatIsKilledIsFollowedByAnother() throws Exception {
    Sides sides = filled(new Sides(directory));
    List<String> definitions = sides.rows(DEFINITIONS);
    Path log = directory.resolve("worker.log");
    Process worker = CopyingProgram.start(sides, log);
    try {
      awaitMiddle(sides);
    } finally {
      worker.destroyForcibly().waitFor();
    }
    assertThat(worker.exitValue()).as(Files.readString(log)).isEqualTo(128 + 9);

    assertThat(sides.copy(Sides.spec(), LoneStepContext.first().withFence(2)).rows())
        .containsEntry("many", (long) ROWS);

    assertThat(sides.row(ARRIVED)).isEqualTo(sides.row(EXPECTED));
    assertThat(sides.rows(DEFINITIONS)).isEqualTo(definitions);
  }

  @Test
  void aServerThatIsKilledIsWaitedForAndTheCopyGoesOn() throws Exception {
    try (LocalPostgres server =
        LocalPostgres.start(PostgresOptions.keptIn(directory.resolve("server")))) {
      LocalDatabase database = server.createDatabase();
      DatabaseTarget target =
          new DatabaseTarget(
              new TargetName("app-db"),
              "127.0.0.1",
              server.port(),
              database.name(),
              database.username(),
              database.password());
      Sides sides =
          filled(
              new Sides(
                  new Owner(database, target),
                  directory.resolve("app.db"),
                  new DeploymentId("killed-server")));
      List<String> definitions = sides.rows(DEFINITIONS);
      FutureTask<Long> copying = new FutureTask<>(() -> sides.copy().rows().get("many"));
      Thread copier = Thread.ofPlatform().start(copying);
      awaitMiddle(sides);
      server.crashAndRestart();
      copier.join(Patience.LONG.multipliedBy(2));

      assertThat(copying.get(1, TimeUnit.SECONDS)).isEqualTo(ROWS);
      assertThat(sides.row(ARRIVED)).isEqualTo(sides.row(EXPECTED));
      assertThat(sides.rows(DEFINITIONS)).isEqualTo(definitions);
    }
  }

  @Test
  void aDiskThatFillsUpIsToldAndTheWayBackWorksOnceThereIsRoom() throws Exception {
    Sides sides = filled(new Sides(directory));
    Path beside = besideTheServersData(sides);
    try (MemoryDisk disk = SmallDisk.mount(beside, "8m")) {
      Path place = Files.createDirectory(disk.directory().resolve("tables"));
      Files.setOwner(place, Files.getOwner(beside.resolveSibling("data")));
      sides.owner.asAdmin("CREATE TABLESPACE small LOCATION '%s'".formatted(place));
      sides.owner.asAdmin("ALTER TABLE many SET TABLESPACE small");
      try {
        List<String> definitions = sides.rows(DEFINITIONS);

        StepFailure failure = catchThrowableOfType(StepFailure.class, sides::copy);

        assertThat(failure.reason().code()).isEqualTo(FailureCode.TOOL_FAILED);
        assertThat(failure.reason().message())
            .contains("No space left on device")
            .contains("The target is not as it was");
        disk.grow("64m");
        sides.back();

        assertThat(sides.row("SELECT count(*) FROM many")).isEqualTo("0");
        assertThat(sides.rows(DEFINITIONS)).isEqualTo(definitions);
        assertThat(sides.rows("SELECT 1 FROM pg_namespace WHERE nspname = 'changeover_copy'"))
            .isEmpty();
      } finally {
        sides.owner.asAdmin("DROP TABLE many");
        sides.owner.asAdmin("DROP TABLESPACE small");
      }
    }
  }

  /** Where the server can reach it, whoever it runs as. */
  private static Path besideTheServersData(Sides sides) {
    Path data = Path.of(sides.row("SELECT setting FROM pg_settings WHERE name = 'data_directory'"));
    return data.resolveSibling("small-disk");
  }
}
