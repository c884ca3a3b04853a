package io.changeover.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas that nobody has thought of, each between real databases. */
class StrangeSchemasTest {
  @TempDir Path directory;

  @Test
  void everyTypeArrivesAsItIs() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE t (i INTEGER PRIMARY KEY, s INT, b BIGINT, r REAL, f REAL, n NUMERIC, o BOOLEAN, x TEXT, v TEXT, c TEXT, y BLOB, d TEXT, m TEXT, ts TEXT, tz TEXT, u TEXT, j TEXT, jb TEXT, e TEXT)",
                "INSERT INTO t VALUES (1, -32768, 9223372036854775807, 1.5, 0.1, 12345678.25, 1, '日本語 \"x\"\\', 'ab', 'a ', x'00ff', '2024-02-29', '23:59:59.5', '2024-02-29 23:59:59.123456', '2024-03-01T08:59:59+09:00', 'A0EEBC999C0B4EF8BB6D6BB9BD380A11', '{\"a\": [1, 1.50]}', '{\"b\": 1.50, \"a\": null}', 'ok')",
                "INSERT INTO t (i) VALUES (-5)",
                "INSERT INTO t VALUES (2, 0, -1, -0.25, 1e300, -0.001, 0, '', '', '', x'', '0001-01-01', '00:00', '1969-12-31T00:00', '1969-12-31 00:00:00Z', '00000000-0000-0000-0000-000000000000', '[]', '\"\"', 'ok')")
            .postgres(
                "CREATE TYPE state AS ENUM ('ok', 'bad')",
                "CREATE DOMAIN short AS varchar(2)",
                "CREATE TABLE t (i integer PRIMARY KEY, s smallint, b bigint, r real, f double precision, n numeric, o boolean, x text, v short, c char(4), y bytea, d date, m time, ts timestamp, tz timestamptz, u uuid, j json, jb jsonb, e state)");

    Evidence.Copied copied = sides.copy();

    assertThat(copied.rows()).containsEntry("t", 3L);
    assertThat(
            sides.row(
                "SELECT concat_ws('|', s, b, r, f, n, o, x, v, c || '<', y, d, m, ts, tz at time zone 'UTC', u, j, jb, e) FROM t WHERE i = 1"))
        .isEqualTo(
            "-32768|9223372036854775807|1.5|0.1|12345678.25|t|日本語 \"x\"\\|ab|a<|\\x00ff|2024-02-29|23:59:59.5|2024-02-29 23:59:59.123456|2024-02-29 23:59:59|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|{\"a\": [1, 1.50]}|{\"a\": null, \"b\": 1.50}|ok");
    assertThat(sides.row("SELECT concat_ws('|', n, d, m, ts) FROM t WHERE i = 2"))
        .isEqualTo("-0.001|0001-01-01|00:00:00|1969-12-31 00:00:00");
    assertThat(sides.row("SELECT count(*) FROM t WHERE i = -5 AND num_nulls(s, b, x, e) = 4"))
        .isEqualTo("1");
  }

  @Test
  void keysOfEverySort() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE pair (a INT, b TEXT, v TEXT, PRIMARY KEY (a, b))",
                "INSERT INTO pair VALUES (1, 'x', 'one'), (1, 'y', 'two')",
                "CREATE TABLE none (v TEXT)",
                "INSERT INTO none VALUES ('same'), ('same')",
                "CREATE TABLE \"without\" (k TEXT PRIMARY KEY, v INT) WITHOUT ROWID",
                "INSERT INTO \"without\" VALUES ('k', 7)",
                "CREATE TABLE hidden (rowid TEXT, _rowid_ TEXT, oid TEXT)",
                "INSERT INTO hidden VALUES ('a', 'b', 'c')")
            .postgres(
                "CREATE TABLE pair (a int, b text, v text, PRIMARY KEY (a, b))",
                "CREATE TABLE none (v text)",
                "CREATE TABLE \"without\" (k text PRIMARY KEY, v int)",
                "CREATE TABLE hidden (rowid text, _rowid_ text, oid text)");

    assertThat(sides.copy().rows())
        .containsEntry("pair", 2L)
        .containsEntry("none", 2L)
        .containsEntry("without", 1L)
        .containsEntry("hidden", 1L);
    assertThat(
            sides.row(
                "SELECT count(*) FROM pg_constraint WHERE contype = 'p' AND connamespace = 'public'::regnamespace"))
        .isEqualTo("2");
  }

  @Test
  void namesThatMustBeQuoted() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE \"Order\" (\"select\" INTEGER PRIMARY KEY, \"Mixed Case\" TEXT, \"a\"\"b\" TEXT)",
                "INSERT INTO \"Order\" VALUES (1, 'm', 'q')",
                "CREATE TABLE Employees (Id INTEGER PRIMARY KEY, NAME TEXT)",
                "INSERT INTO Employees VALUES (3, '鈴木')")
            .postgres(
                "CREATE TABLE \"Order\" (\"select\" serial PRIMARY KEY, \"Mixed Case\" text, \"a\"\"b\" text)",
                "CREATE INDEX \"Strange Index\" ON \"Order\" (\"Mixed Case\" DESC) WHERE \"select\" > 0",
                "CREATE TABLE employees (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text)");

    sides.copy();

    assertThat(sides.row("SELECT \"Mixed Case\" || \"a\"\"b\" FROM \"Order\"")).isEqualTo("mq");
    assertThat(sides.row("SELECT indexdef FROM pg_indexes WHERE indexname = 'Strange Index'"))
        .contains("DESC")
        .contains("WHERE");
    sides.postgres(
        "INSERT INTO employees (name) VALUES ('next')", "INSERT INTO \"Order\" DEFAULT VALUES");
    assertThat(sides.rows("SELECT id FROM employees ORDER BY 1")).containsExactly("3", "4");
    assertThat(sides.rows("SELECT \"select\" FROM \"Order\" ORDER BY 1")).containsExactly("1", "2");
  }

  @Test
  void generatedColumnsAreComputedAndCompared() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE g (a INT, stored INT GENERATED ALWAYS AS (a * 2) STORED, virtual INT AS (a + 1))",
                "INSERT INTO g (a) VALUES (5), (6)")
            .postgres(
                "CREATE TABLE g (a int, stored int GENERATED ALWAYS AS (a * 2) STORED, virtual int)");

    sides.copy();

    assertThat(sides.rows("SELECT a || ' ' || stored || ' ' || virtual FROM g ORDER BY a"))
        .containsExactly("5 10 6", "6 12 7");
  }

  /** Computed by the target, so that it has another value without anybody's help. */
  static Stream<Arguments> otherPadded() {
    return Stream.of(
        Arguments.of("a\t", "rtrim(v, E'\\t')"),
        Arguments.of("a\n ", "rtrim(v, E'\\n ')"),
        Arguments.of("a", "v || E'\\t'"));
  }

  @ParameterizedTest
  @MethodSource("otherPadded")
  void onlyBlanksAtTheEndOfACharAreNoContent(String value, String computed) throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE g (v TEXT, c TEXT)",
                "INSERT INTO g VALUES ('%1$s', '%1$s')".formatted(value))
            .postgres(
                "CREATE TABLE g (v text, c char(4) GENERATED ALWAYS AS (%s) STORED)"
                    .formatted(computed));

    StepFailure different = catchThrowableOfType(StepFailure.class, sides::copy);

    assertThat(different.reason().code()).isEqualTo(FailureCode.CHECK_FAILED);
  }

  /** Neither side's last value for the name is all of it. */
  @Test
  void aNameThatStandsTwiceIsADifferenceToWhatTheTargetComputes() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE g (v TEXT, b TEXT)",
                "INSERT INTO g VALUES ('{\"a\":2}', '{\"a\":1,\"a\":2}')")
            .postgres("CREATE TABLE g (v text, b jsonb GENERATED ALWAYS AS (v::jsonb) STORED)");

    StepFailure different = catchThrowableOfType(StepFailure.class, sides::copy);

    assertThat(different.reason().code()).isEqualTo(FailureCode.CHECK_FAILED);
  }

  @Test
  void referencesInCirclesAndToItself() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE boss (id INTEGER PRIMARY KEY, above INT REFERENCES boss, team INT)",
                "CREATE TABLE team (id INTEGER PRIMARY KEY, lead INT REFERENCES boss)",
                "INSERT INTO boss VALUES (1, 2, 1), (2, NULL, 1)",
                "INSERT INTO team VALUES (1, 2)")
            .postgres(
                "CREATE TABLE boss (id int PRIMARY KEY, above int REFERENCES boss, team int)",
                "CREATE TABLE team (id int PRIMARY KEY, lead int REFERENCES boss)",
                "ALTER TABLE boss ADD CONSTRAINT round FOREIGN KEY (team) REFERENCES team DEFERRABLE INITIALLY DEFERRED",
                "CREATE VIEW bosses AS SELECT id, above FROM boss GROUP BY id");

    sides.copy();

    assertThat(
            sides.rows(
                "SELECT conname || ' ' || convalidated || ' ' || condeferrable FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1"))
        .containsExactly(
            "boss_above_fkey true false", "round true true", "team_lead_fkey true false");
  }

  private static final String REFERENCES =
      "SELECT conrelid::regclass || ' ' || conname || ' ' || convalidated || ' ' || coalesce(obj_description(oid, 'pg_constraint'), '') FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1";

  @Test
  void partitionsAndCommentsOnReferences() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE team (id INTEGER PRIMARY KEY)",
                "CREATE TABLE log (id INT, team INT, above INT)",
                "CREATE TABLE plain (team INT)",
                "INSERT INTO team VALUES (1), (2)",
                "INSERT INTO log VALUES (5, 1, 1), (150, 2, NULL)",
                "INSERT INTO plain VALUES (2)")
            .postgres(
                "CREATE TABLE team (id int PRIMARY KEY)",
                "CREATE TABLE log (id int, team int REFERENCES team, above int REFERENCES team) PARTITION BY RANGE (id)",
                "CREATE TABLE log_low PARTITION OF log FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE log_high PARTITION OF log FOR VALUES FROM (100) TO (200)",
                "CREATE TABLE plain (team int CONSTRAINT \"odd name\" REFERENCES team)",
                "COMMENT ON CONSTRAINT \"odd name\" ON plain IS 'it''s \\ said: {fn x} ?'",
                "COMMENT ON CONSTRAINT log_team_fkey ON log IS 'of the team'");
    List<String> before = sides.rows(REFERENCES);

    sides.copy();

    assertThat(sides.rows("SELECT tableoid::regclass || ' ' || team FROM log ORDER BY id"))
        .containsExactly("log_low 1", "log_high 2");
    assertThat(sides.rows(REFERENCES)).isEqualTo(before);
    sides.back();
    assertThat(sides.row("SELECT count(*) FROM log")).isEqualTo("0");
    assertThat(sides.rows(REFERENCES)).isEqualTo(before);
  }

  @Test
  void threeHundredColumns() throws Exception {
    String names =
        IntStream.range(0, 300)
            .mapToObj(i -> "c" + i)
            .collect(Collectors.joining(" TEXT, ", "", " TEXT"));
    String values =
        IntStream.range(0, 300).mapToObj(i -> "'値" + i + "'").collect(Collectors.joining(", "));
    Sides sides =
        new Sides(directory)
            .sqlite("CREATE TABLE wide (" + names + ")", "INSERT INTO wide VALUES (" + values + ")")
            .postgres("CREATE TABLE wide (" + names + ")");

    sides.copy();

    assertThat(sides.row("SELECT c0 || c299 FROM wide")).isEqualTo("値0値299");
  }

  @Test
  void blobsOfFiftyMegabytes() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE files (id INTEGER PRIMARY KEY, content BLOB, words TEXT)",
                "INSERT INTO files VALUES (1, randomblob(50000000), 'small'), (2, zeroblob(50000000), replace(hex(zeroblob(1000000)), '00', 'あ'))")
            .postgres("CREATE TABLE files (id int PRIMARY KEY, content bytea, words text)");
    sides.owner.asAdmin(
        "ALTER DATABASE \"%s\" SET bytea_output = 'hex'"
            .formatted(sides.owner.target().database()));

    sides.copy();

    assertThat(sides.rows("SELECT length(content) || ' ' || length(words) FROM files ORDER BY id"))
        .containsExactly("50000000 5", "50000000 1000000");
  }

  /** As many megabytes of values as there is memory in all. */
  @Test
  void largeValuesOfATableWithARuleAreNeverHeldAsAWhole() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE ruled (id INTEGER PRIMARY KEY, content BLOB, words TEXT, d DATE)",
                "INSERT INTO ruled VALUES (1, randomblob(90000000), '', ''), (2, x'', replace(hex(zeroblob(200000)), '00', 'あ'), NULL), (3, NULL, 'small', '2024-01-01')")
            .postgres("CREATE TABLE ruled (id int PRIMARY KEY, content bytea, words text, d date)");
    Path log = directory.resolve("copy.log");

    Process copy = CopyingProgram.start(sides, log, "80m");

    assertThat(copy.waitFor()).as(Files.readString(log)).isZero();
    assertThat(
            sides.rows(
                "SELECT concat_ws(' ', length(content), length(words), d) FROM ruled ORDER BY id"))
        .containsExactly("90000000 0", "0 200000", "5 2024-01-01");
  }

  @Test
  void manyRowsInManyChunksWithGaps() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE many (id INTEGER PRIMARY KEY, v TEXT)",
                "INSERT INTO many WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) SELECT i * 50, 'v' || i FROM n",
                "INSERT INTO many VALUES (-9000000000, 'low'), (9000000000000, 'high')")
            .postgres(
                "CREATE TABLE many (id bigint PRIMARY KEY, v text UNIQUE)",
                "CREATE INDEX ON many (length(v))");

    assertThat(sides.copy().rows()).containsEntry("many", 30_002L);
    assertThat(sides.row("SELECT count(*) FROM pg_indexes WHERE tablename = 'many'"))
        .isEqualTo("3");
    assertThat(sides.row("SELECT reltuples::int FROM pg_class WHERE relname = 'many'"))
        .isEqualTo("30002");
  }
}
