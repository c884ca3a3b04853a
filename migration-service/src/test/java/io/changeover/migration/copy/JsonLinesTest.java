package io.changeover.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.step.JsonLines;
import io.changeover.embedded.MemoryDisk;
import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.sqlite.SqliteFailure;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.testsupport.SmallDisk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every table of a SQLite file as JSON Lines, read again. */
class JsonLinesTest {
  private static final JsonLines SPEC = new JsonLines(Sides.FROM);

  @TempDir Path directory;

  private static Evidence.Exported export(Sides sides, @Nullable Path storage) throws Exception {
    return export(sides, storage, LoneStepContext.first());
  }

  private static Evidence.Exported export(Sides sides, @Nullable Path storage, StepContext context)
      throws Exception {
    JsonLinesHandler handler =
        new JsonLinesHandler(sides.databases(), new ExportSettings(storage), Clock.systemUTC());
    Outcome outcome = handler.handle(sides.command(SPEC, Direction.FORWARD), SPEC, context);
    return (Evidence.Exported) ((Outcome.Succeeded) outcome).evidence();
  }

  private static List<String> lines(Evidence.Exported exported, String table) throws Exception {
    return Files.readAllLines(Path.of(exported.location()).resolve(table + ".jsonl"));
  }

  /** What sha256sum says of the files, by name. */
  private static String sums(Evidence.Exported exported) throws Exception {
    Process tool =
        new ProcessBuilder("sh", "-c", "LC_ALL=C sha256sum -- *.jsonl")
            .directory(Path.of(exported.location()).toFile())
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tool.waitFor()).isZero();
    return said;
  }

  @Test
  void everyValueOfEveryTableIsThere() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, share REAL, photo BLOB)",
                "INSERT INTO people VALUES (1, '日本 \"x\"' || char(10) || 'y', 0.1, x'00ff'), (2, NULL, 9e999, NULL)",
                "CREATE TABLE \"a/b..\" (n INTEGER)",
                "INSERT INTO \"a/b..\" VALUES (9223372036854775807)",
                "CREATE TABLE empty (n INTEGER)");

    Evidence.Exported exported = export(sides, directory.resolve("exports"));

    assertThat(exported.rows())
        .containsOnly(Map.entry("people", 2L), Map.entry("a/b..", 1L), Map.entry("empty", 0L));
    List<String> people = new ArrayList<>();
    for (String line : lines(exported, "people")) {
      people.add(Json.mapper().readTree(line).toString());
    }
    assertThat(people)
        .containsExactly(
            "{\"id\":1,\"name\":\"日本 \\\"x\\\"\\ny\",\"share\":0.1,\"photo\":{\"base64\":\"AP8=\"}}",
            "{\"id\":2,\"name\":null,\"share\":\"Infinity\",\"photo\":null}");
    assertThat(lines(exported, "a%2f;b%2e;%2e;")).containsExactly("{\"n\":9223372036854775807}");
    assertThat(lines(exported, "empty")).isEmpty();
  }

  @Test
  void itsSizeAndSumAreThoseOfTheFilesAndARepeatWritesThemAnew() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE many (id INTEGER PRIMARY KEY, v TEXT)",
                "INSERT INTO many WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i, '値' || i FROM n",
                "CREATE TABLE alone (v TEXT)",
                "INSERT INTO alone VALUES ('x')");
    Path storage = directory.resolve("exports");
    Evidence.Exported first = export(sides, storage);
    Path many = Path.of(first.location()).resolve("many.jsonl");
    Files.writeString(many, "left by a broken-off export, and longer: ".repeat(20_000));

    Evidence.Exported again = export(sides, storage);

    assertThat(again).isEqualTo(first);
    assertThat(Files.readAllLines(many))
        .hasSize(5000)
        .last()
        .isEqualTo("{\"id\":5000,\"v\":\"値5000\"}");
    assertThat(again.sha256()).isEqualTo(Json.sha256(sums(again).getBytes(StandardCharsets.UTF_8)));
    try (Stream<Path> files = Files.list(Path.of(again.location()))) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum())
          .isEqualTo(again.bytes().bytes());
    }
  }

  /** Of a damaged file: SQLite counts by the index, which is smaller, and that lacks a row. */
  @Test
  void anotherNumberOfLinesThanTheTableHasRowsFailsTheStep() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE t (n INTEGER, v TEXT)",
                "CREATE INDEX t_n ON t (n)",
                "INSERT INTO t VALUES (1, 'one'), (2, 'two')",
                "PRAGMA writable_schema = ON",
                "CREATE TABLE aside AS SELECT * FROM sqlite_schema WHERE name = 't_n'",
                "DELETE FROM sqlite_schema WHERE name = 't_n'")
            .sqlite(
                "PRAGMA writable_schema = ON",
                "INSERT INTO t VALUES (3, 'three')",
                "INSERT INTO sqlite_schema SELECT * FROM aside");

    StepFailure failure =
        catchThrowableOfType(StepFailure.class, () -> export(sides, directory.resolve("exports")));

    assertThat(failure.reason().code()).isEqualTo(FailureCode.CHECK_FAILED);
    assertThat(failure.reason().message())
        .startsWith("The table t has 2 rows, but ")
        .endsWith(" has 3 lines.");
  }

  @Test
  void allTablesAreOfOneMomentWhoeverWritesToTheLogMeanwhile() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "PRAGMA journal_mode = WAL",
                "CREATE TABLE a (id INTEGER PRIMARY KEY)",
                "INSERT INTO a WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT i FROM n",
                "CREATE TABLE b (a INTEGER REFERENCES a)");
    try (SqliteConnection writer = SqliteConnection.open(sides.file)) {
      writer.execute("INSERT INTO b VALUES (1)");
      Runnable write =
          () -> {
            try {
              writer.execute("INSERT INTO b VALUES (2)");
            } catch (SqliteFailure failed) {
              throw new IllegalStateException(failed);
            }
          };

      Evidence.Exported exported =
          export(
              sides,
              directory.resolve("exports"),
              new ListeningContext(LoneStepContext.first(), write));

      assertThat(writer.number("SELECT count(*) FROM b")).as("written meanwhile").isGreaterThan(1);
      assertThat(exported.rows()).containsEntry("a", 3000L).containsEntry("b", 1L);
    }
  }

  @Test
  void aTextThatIsNoUtf8KeepsItsBytes() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE people (name TEXT)",
                "INSERT INTO people VALUES ('日本'), (CAST(x'61ff62' AS TEXT)), (x'61ff62'), (char(65533))");

    Evidence.Exported exported = export(sides, directory.resolve("exports"));

    assertThat(lines(exported, "people"))
        .containsExactly(
            "{\"name\":\"日本\"}",
            "{\"name\":{\"base64-text\":\"Yf9i\"}}",
            "{\"name\":{\"base64\":\"Yf9i\"}}",
            "{\"name\":\"\uFFFD\"}");
  }

  @Test
  void aDiskThatFillsUpFailsTheStepAndSaysSo() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE large (b BLOB)",
                "INSERT INTO large VALUES (randomblob(900000)), (randomblob(900000))");
    try (MemoryDisk disk = SmallDisk.mount(directory.resolve("disk"), "1m")) {
      StepFailure failure =
          catchThrowableOfType(StepFailure.class, () -> export(sides, disk.directory()));

      assertThat(failure.reason().code()).isEqualTo(FailureCode.TOOL_FAILED);
      assertThat(failure.reason().message()).contains("No space left on device");
    }
    assertThat(export(sides, directory.resolve("room")).rows()).containsEntry("large", 2L);
  }

  @Test
  void withoutAPlaceForExportsItIsRefused() throws Exception {
    Sides sides = new Sides(directory).sqlite("CREATE TABLE t (v TEXT)");

    StepFailure failure = catchThrowableOfType(StepFailure.class, () -> export(sides, null));

    assertThat(failure.reason().code()).isEqualTo(FailureCode.NOT_REGISTERED);
    assertThat(failure.reason().whatToDo()).contains("changeover.migration.export.storage");
  }
}
