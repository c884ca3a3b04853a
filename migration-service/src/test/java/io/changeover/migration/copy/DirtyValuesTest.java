package io.changeover.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.CopyAs;
import io.changeover.contracts.step.CopyCheck;
import io.changeover.contracts.step.CopyFinding;
import io.changeover.contracts.step.CopyRule;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that SQLite takes and the target does not: counted and refused, or mapped by a rule. */
class DirtyValuesTest {
  @TempDir Path directory;

  /** A value, where it stands, what it is found to be, and what a rule makes of it. */
  record Case(String value, String type, CopyFinding finding, CopyAs as, String becomes) {}

  static Stream<Case> cases() {
    return Stream.of(numbers(), dates(), texts(), meanings()).flatMap(all -> all);
  }

  private static Stream<Case> numbers() {
    return Stream.of(
        new Case("'abc'", "int", CopyFinding.TEXT_IN_NUMBER, CopyAs.NULL, null),
        new Case("' 42'", "int", CopyFinding.NUMBER_AS_TEXT, CopyAs.CONVERTED, "42"),
        new Case("'1.25'", "numeric(6,2)", CopyFinding.NUMBER_AS_TEXT, CopyAs.CONVERTED, "1.25"),
        new Case("'1e2'", "double precision", CopyFinding.NUMBER_AS_TEXT, CopyAs.CONVERTED, "100"),
        new Case("3.0", "int", CopyFinding.REAL_IN_INTEGER, CopyAs.CONVERTED, "3"),
        new Case("40000", "smallint", CopyFinding.OUT_OF_RANGE, CopyAs.NULL, null),
        new Case("3000000000", "int", CopyFinding.OUT_OF_RANGE, CopyAs.NULL, null),
        new Case("12345.5", "numeric(5,1)", CopyFinding.OUT_OF_RANGE, CopyAs.NULL, null),
        new Case("1.005", "numeric(5,2)", CopyFinding.TOO_PRECISE, CopyAs.SHORTENED, "1.01"),
        new Case("0.1", "real", CopyFinding.TOO_PRECISE, CopyAs.SHORTENED, "0.1"),
        new Case("'Yes'", "boolean", CopyFinding.BOOLEAN_AS_WORD, CopyAs.CONVERTED, "t"),
        new Case("2", "boolean", CopyFinding.OUT_OF_RANGE, CopyAs.NULL, null));
  }

  private static Stream<Case> dates() {
    return Stream.of(
        new Case("''", "date", CopyFinding.EMPTY_DATE, CopyAs.NULL, null),
        new Case("'24-02-29'", "date", CopyFinding.TWO_DIGIT_YEAR, CopyAs.IN_2000S, "2024-02-29"),
        new Case("'61/1/9'", "date", CopyFinding.TWO_DIGIT_YEAR, CopyAs.IN_1900S, "1961-01-09"),
        new Case("'2024/3/5'", "date", CopyFinding.OTHER_DATE_FORM, CopyAs.CONVERTED, "2024-03-05"),
        new Case("'20240305'", "date", CopyFinding.OTHER_DATE_FORM, CopyAs.CONVERTED, "2024-03-05"),
        new Case("'2023-02-29'", "date", CopyFinding.OTHER_DATE_FORM, CopyAs.NULL, null),
        new Case("'someday'", "date", CopyFinding.WRONG_FORM, CopyAs.NULL, null),
        new Case(
            "1700000000",
            "timestamp",
            CopyFinding.NUMBER_IN_DATE,
            CopyAs.UNIX_SECONDS,
            "2023-11-14 22:13:20"),
        new Case(
            "1700000000500",
            "timestamp",
            CopyFinding.NUMBER_IN_DATE,
            CopyAs.UNIX_MILLISECONDS,
            "2023-11-14 22:13:20.5"),
        new Case(
            "'2024-01-01'",
            "timestamp",
            CopyFinding.DATE_WITHOUT_TIME,
            CopyAs.CONVERTED,
            "2024-01-01 00:00:00"),
        new Case(
            "'2024-01-01 10:00:00.1234567'",
            "timestamp",
            CopyFinding.TOO_PRECISE,
            CopyAs.SHORTENED,
            "2024-01-01 10:00:00.123456"),
        new Case(
            "'2024-01-01 10:00'",
            "timestamptz",
            CopyFinding.TIME_WITHOUT_ZONE,
            CopyAs.CONVERTED,
            "2024-01-01 10:00:00+00"));
  }

  private static Stream<Case> texts() {
    return Stream.of(
        new Case("7", "text", CopyFinding.NUMBER_IN_TEXT, CopyAs.CONVERTED, "7"),
        new Case("'a' || char(0) || 'b'", "text", CopyFinding.NUL_BYTE, CopyAs.CONVERTED, "ab"),
        new Case(
            "CAST(x'61ff62' AS TEXT)",
            "text",
            CopyFinding.INVALID_UTF_8,
            CopyAs.CONVERTED,
            "a\uFFFDb"),
        new Case("CAST(x'eda080' AS TEXT)", "text", CopyFinding.INVALID_UTF_8, CopyAs.NULL, null),
        new Case("'日本語です'", "varchar(3)", CopyFinding.TOO_LONG, CopyAs.SHORTENED, "日本語"),
        new Case("x'e697a5'", "text", CopyFinding.BLOB_IN_TEXT, CopyAs.CONVERTED, "日"),
        new Case("'日'", "bytea", CopyFinding.TEXT_IN_BLOB, CopyAs.CONVERTED, "\\xe697a5"),
        new Case("'not-a-uuid'", "uuid", CopyFinding.WRONG_FORM, CopyAs.NULL, null));
  }

  /** What jsonb refuses, or would keep a part of. */
  private static Stream<Case> meanings() {
    return Stream.of(
            "{broken",
            "{} {}",
            "\uFEFF{}",
            "{\"a\": 1, \"a\": 2}",
            "[{\"b\": {\"a\": 1, \"\\u0061\": 1}}]",
            "[\"\\u0000\"]",
            "{\"\\u0000\": 1}",
            "\"\\ud800\"",
            "\"\\ude00\\ud83d\"",
            "1e131072",
            "-1e-16384",
            "1.50e-16382",
            "[1e99999999999]")
        .map(
            text -> new Case("'" + text + "'", "jsonb", CopyFinding.WRONG_FORM, CopyAs.NULL, null));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedOrMappedByARule(Case one) throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v)",
                "INSERT INTO t VALUES (1, NULL), (2, " + one.value() + ")")
            .postgres("CREATE TABLE t (id int PRIMARY KEY, v " + one.type() + ")");

    StepFailure refused = catchThrowableOfType(StepFailure.class, sides::copy);

    assertThat(refused.reason().code()).isEqualTo(FailureCode.REFUSED);
    assertThat(refused.reason().detail()).isEqualTo("t.v: %s 1".formatted(one.finding()));
    assertThat(sides.row("SELECT count(*) FROM t")).isEqualTo("0");
    assertThat(sides.rows("SELECT nspname FROM pg_namespace WHERE nspname = 'changeover_copy'"))
        .isEmpty();

    Evidence.Copied copied = sides.copy(new CopyRule("t", "v", one.finding(), one.as()));

    assertThat(copied.mapped())
        .containsEntry("t.v: %s as %s".formatted(one.finding(), one.as()), 1L);
    sides.owner.asAdmin(
        "ALTER DATABASE \"%s\" SET timezone = 'UTC'".formatted(sides.owner.target().database()));
    assertThat(sides.rows("SELECT v::text FROM t WHERE id = 2"))
        .containsExactly(
            "boolean".equals(one.type()) && one.becomes() != null ? "true" : one.becomes());
  }

  private static final String LONG_NUMBER = "-" + "12345678901234567890".repeat(100) + ".50";

  /** The content of both sides is compared as well. */
  @Test
  void jsonIsKeptAsATextAndJsonbAsWhatItSays() throws Exception {
    List<String> both =
        List.of(
            "{\"a\":1,\"b\":{\"a\":2}}",
            "\"\\\\u0000\"",
            "\"\\ud83d\\ude00\"",
            "[-0.0, 1e2, 0.1000]",
            "1e131071",
            "1e-16383",
            LONG_NUMBER,
            "[".repeat(200) + "]".repeat(200));
    List<String> onlyJson =
        List.of("{\"a\":1,\"a\":2}", "\"\\u0000\"", "\"\\ud800\"", "1e131072", "[1e99999999999]");
    Sides sides =
        new Sides(directory)
            .sqlite("CREATE TABLE t (id INTEGER PRIMARY KEY, j TEXT, b TEXT)")
            .postgres("CREATE TABLE t (id int PRIMARY KEY, j json, b jsonb)");
    for (String each : both) {
      sides.sqlite("INSERT INTO t (j, b) VALUES ('%1$s', '%1$s')".formatted(each));
    }
    for (String each : onlyJson) {
      sides.sqlite("INSERT INTO t (j) VALUES ('%s')".formatted(each));
    }

    sides.copy();

    assertThat(sides.rows("SELECT j::text FROM t ORDER BY id"))
        .isEqualTo(Stream.of(both, onlyJson).flatMap(List::stream).toList());
    assertThat(
            sides.rows(
                "SELECT CASE WHEN length(b::text) < 40 THEN b::text END FROM t ORDER BY id LIMIT 4"))
        .containsExactly(
            "{\"a\": 1, \"b\": {\"a\": 2}}",
            "\"\\\\u0000\"",
            "\"\uD83D\uDE00\"",
            "[0.0, 100, 0.1000]");
    assertThat(
            sides.row(
                "SELECT count(*) FROM t WHERE CASE WHEN b IS NOT NULL THEN b = j::text::jsonb END"))
        .isEqualTo("8");
  }

  /** What a rule would have to make another value of stays refused. */
  static Stream<Case> beyondRules() {
    return Stream.of(
        new Case("'1e400'", "double precision", CopyFinding.NUMBER_AS_TEXT, CopyAs.CONVERTED, null),
        new Case(
            "'-1e400'", "double precision", CopyFinding.NUMBER_AS_TEXT, CopyAs.CONVERTED, null),
        new Case(
            "'1e-400'", "double precision", CopyFinding.NUMBER_AS_TEXT, CopyAs.CONVERTED, null),
        new Case("-62167219201", "date", CopyFinding.NUMBER_IN_DATE, CopyAs.UNIX_SECONDS, null),
        new Case(
            "-90000000000000",
            "timestamp",
            CopyFinding.NUMBER_IN_DATE,
            CopyAs.UNIX_MILLISECONDS,
            null));
  }

  @ParameterizedTest
  @MethodSource("beyondRules")
  void isRefusedEvenWithARule(Case one) throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite("CREATE TABLE t (v)", "INSERT INTO t VALUES (" + one.value() + ")")
            .postgres("CREATE TABLE t (v " + one.type() + ")");

    StepFailure refused =
        catchThrowableOfType(
            StepFailure.class, () -> sides.copy(new CopyRule("t", "v", one.finding(), one.as())));

    assertThat(refused.reason().detail()).isEqualTo("t.v: %s 1".formatted(one.finding()));
    assertThat(sides.row("SELECT count(*) FROM t")).isEqualTo("0");
  }

  @Test
  void rowsAreLeftOutOnlyByARule() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE parent (k TEXT PRIMARY KEY)",
                "CREATE TABLE child (id INTEGER PRIMARY KEY, p TEXT, q TEXT)",
                "INSERT INTO parent VALUES ('a'), (NULL)",
                "INSERT INTO child VALUES (1, 'a', 'a'), (2, 'gone', 'a'), (3, NULL, 'gone')")
            .postgres(
                "CREATE TABLE parent (k text PRIMARY KEY)",
                "CREATE TABLE child (id int PRIMARY KEY, p text REFERENCES parent, q text REFERENCES parent)");

    assertThat(catchThrowableOfType(StepFailure.class, sides::copy).reason().detail())
        .isEqualTo("parent.k: null-in-key 1");
    CopyRule key = new CopyRule("parent", "k", CopyFinding.NULL_IN_KEY, CopyAs.LEAVE_OUT);
    assertThat(catchThrowableOfType(StepFailure.class, () -> sides.copy(key)).reason().message())
        .contains("foreign key");
    assertThat(sides.row("SELECT count(*) FROM parent")).isEqualTo("0");

    Evidence.Copied copied =
        sides.copy(
            key,
            new CopyRule("child", "p", CopyFinding.BROKEN_REFERENCE, CopyAs.LEAVE_OUT),
            new CopyRule("child", "q", CopyFinding.BROKEN_REFERENCE, CopyAs.NULL));

    assertThat(copied.rows()).containsEntry("parent", 1L).containsEntry("child", 2L);
    assertThat(sides.rows("SELECT concat_ws('|', id, p, q) FROM child ORDER BY id"))
        .containsExactly("1|a|a", "3");
  }

  @Test
  void theCheckCountsByTableAndColumnAndChangesNothing() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, d DATE, n INTEGER, p INT)",
                "INSERT INTO t VALUES (1, '', 'x', NULL), (2, '', 5, 9), (3, '2024-01-01', 6, 1)");
    CopyCheck spec =
        new CopyCheck(
            Sides.FROM,
            Sides.INTO,
            Set.of(),
            List.of(new CopyRule("t", "d", CopyFinding.EMPTY_DATE, CopyAs.NULL)));
    CheckingCopy checking = new CheckingCopy(new TargetConnections(), Clock.systemUTC());
    CopyCheckHandler handler = new CopyCheckHandler(sides.databases(), checking);

    sides.postgres("CREATE TABLE alembic_version (version_num text)");
    assertThat(failed(handler, sides, spec)).containsExactly("t.n: text-in-number saw 1 values");

    sides.postgres("CREATE TABLE t (id int PRIMARY KEY, d date, n smallint, p int REFERENCES t)");
    assertThat(failed(handler, sides, spec))
        .containsExactly("t.n: text-in-number saw 1 values", "t.p: broken-reference saw 1 values");
    assertThat(sides.row("SELECT count(*) FROM t")).isEqualTo("0");
  }

  @Test
  void theCheckWarnsOfWhatFitsOnlySomeTargetsBeforeThereAreTables() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE genzai (id INTEGER PRIMARY KEY, hourly_wage INTEGER, year int(4), big BIGINT, name TEXT, settings JSON)",
                "INSERT INTO genzai VALUES (1, 2147483647, 2026, 3000000000, 'a', NULL), (2, -2147483648, 5000000000, 3000000000, 'a', '{\"a\": 1}')",
                "INSERT INTO genzai VALUES (3, 2147483648, 2026, 0, 'a', '{\"a\": 1, \"a\": 2}'), (4, -2147483649, NULL, 0, 'a', '[]'), (5, 3000000000, 0, 0, x'00', '{')");
    CopyRule leaveOut = new CopyRule("genzai", "name", CopyFinding.BLOB_IN_TEXT, CopyAs.LEAVE_OUT);
    CopyRule clear = new CopyRule("genzai", "year", CopyFinding.OUT_OF_RANGE, CopyAs.NULL);
    CopyCheck spec = new CopyCheck(Sides.FROM, Sides.INTO, Set.of(), List.of(leaveOut));
    CopyCheck ruled = new CopyCheck(Sides.FROM, Sides.INTO, Set.of(), List.of(leaveOut, clear));
    CheckingCopy checking = new CheckingCopy(new TargetConnections(), Clock.systemUTC());
    CopyCheckHandler handler = new CopyCheckHandler(sides.databases(), checking);

    assertThat(found(Verdict.FAILED, handler, sides, spec)).isEmpty();
    assertThat(found(Verdict.PASSED, handler, sides, spec))
        .noneMatch(found -> found.startsWith("values "));
    assertThat(found(Verdict.WARNED, handler, sides, spec))
        .containsExactly(
            "genzai.hourly_wage: fits only bigint saw 2 values",
            "genzai.year: fits only bigint saw 1 values",
            "genzai.settings: does not fit jsonb saw 1 values");
    assertThat(found(Verdict.WARNED, handler, sides, ruled))
        .containsExactly(
            "genzai.hourly_wage: fits only bigint saw 2 values",
            "genzai.settings: does not fit jsonb saw 1 values");
    assertThat(found(Verdict.PASSED, handler, sides, ruled))
        .contains("genzai.year: fits only bigint saw 1 values");

    sides.postgres(
        "CREATE TABLE genzai (id int PRIMARY KEY, hourly_wage bigint, year int, big bigint, name text, settings jsonb)");
    assertThat(found(Verdict.WARNED, handler, sides, spec)).isEmpty();
    assertThat(found(Verdict.FAILED, handler, sides, spec))
        .containsExactly(
            "genzai.settings: wrong-form saw 1 values", "genzai.year: out-of-range saw 1 values");
  }

  @Test
  void theCheckFindsBrokenReferencesBeforeTheTargetHasTables() throws Exception {
    Sides sides =
        new Sides(directory)
            .sqlite(
                "CREATE TABLE parent (a INT, b TEXT, PRIMARY KEY (a, b))",
                "CREATE TABLE child (id INTEGER PRIMARY KEY, a INT, b TEXT, boss INT REFERENCES Child (id), c INT REFERENCES child, FOREIGN KEY (a, b) REFERENCES parent)",
                "INSERT INTO parent VALUES (1, 'x')",
                "INSERT INTO child VALUES (1, 1, 'x', 1, 9), (2, 1, 'y', 9, NULL), (3, 2, NULL, 8, 2)");
    CopyRule rule = new CopyRule("child", "c", CopyFinding.BROKEN_REFERENCE, CopyAs.NULL);
    CopyCheck spec = new CopyCheck(Sides.FROM, Sides.INTO, Set.of(), List.of(rule));
    CheckingCopy checking = new CheckingCopy(new TargetConnections(), Clock.systemUTC());
    CopyCheckHandler handler = new CopyCheckHandler(sides.databases(), checking);

    assertThat(failed(handler, sides, spec))
        .containsExactlyInAnyOrder(
            "child.a+b: broken-reference saw 1 values",
            "child.boss: broken-reference saw 2 values");
  }

  private static List<String> failed(CopyCheckHandler handler, Sides sides, CopyCheck spec)
      throws Exception {
    return found(Verdict.FAILED, handler, sides, spec);
  }

  private static List<String> found(
      Verdict verdict, CopyCheckHandler handler, Sides sides, CopyCheck spec) throws Exception {
    return handler
        .handle(sides.command(spec, Direction.FORWARD), spec, LoneStepContext.first())
        .checks()
        .stream()
        .filter(check -> check.verdict() == verdict)
        .map(DirtyValuesTest::words)
        .toList();
  }

  private static String words(CheckResult check) {
    return check.name() + " saw " + check.actual();
  }
}
