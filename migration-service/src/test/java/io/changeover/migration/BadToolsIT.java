package io.changeover.migration;

import static io.changeover.contracts.FailureCode.CHECK_FAILED;
import static io.changeover.contracts.FailureCode.LEDGER_DISAGREES;
import static io.changeover.contracts.FailureCode.REFUSED;
import static io.changeover.contracts.FailureCode.TARGET_UNREACHABLE;
import static io.changeover.contracts.FailureCode.TIMED_OUT;
import static io.changeover.contracts.FailureCode.TOOL_FAILED;
import static io.changeover.contracts.FailureCode.TOOL_MISSING;
import static io.changeover.migration.ToolTrial.Kind.ALEMBIC;
import static io.changeover.migration.ToolTrial.Kind.COMMAND;
import static io.changeover.migration.ToolTrial.Kind.DJANGO;
import static io.changeover.migration.ToolTrial.Kind.LARAVEL;
import static io.changeover.migration.ToolTrial.Kind.PRISMA;
import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.report.StepReport;
import io.changeover.contracts.step.DoneProbe;
import io.changeover.contracts.step.StepSpec;
import io.changeover.kit.process.Redaction;
import io.changeover.kit.process.ToolResult;
import io.changeover.migration.ToolTrial.Kind;
import io.changeover.migration.prisma.PrismaProject;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tools that misbehave, at the service as a program of 256 MB: each gives a failed step with its
 * cause and what to do, no process is left when it is told, and no secret is in what is told or
 * logged. What single parts do is tried beside them: LinuxToolsTest for processes and their output,
 * ApplyingMigrationTest, LaravelTest, PrismaTest, DjangoTest, SqlHandlerTest and FlywayHandlerTest
 * for ledgers and lost connections, LookingAtMigrationToolsTest for what preflight finds.
 */
@RequiresTool("alembic")
@RequiresTool("mariadb")
@RequiresTool("mariadbd")
@RequiresTool("node")
@RequiresTool("npm")
@RequiresTool("php")
@RequiresTool("psql")
@RequiresTool(value = "django-admin", aptPackage = "python3-django")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadToolsIT {
  private static final List<Kind> ALL = List.of(Kind.values());
  private static final String SLEEP = "select pg_sleep(600);";
  private static final String UNKNOWN = "0.0807190608s";
  private static final String RETRY = "then retry the step";

  private ToolTrial trial;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    trial = new ToolTrial(directory);
  }

  @AfterAll
  void close() throws Exception {
    trial.close();
  }

  @AfterEach
  void empty() {
    trial.owner.empty();
  }

  /**
   * One way to misbehave.
   *
   * @param does in the language of the shell
   * @param told a part of the message
   * @param hint a part of what to do
   */
  record Bad(
      String way, String does, FailureCode code, String told, String hint, List<Kind> kinds) {
    @Override
    public String toString() {
      return way;
    }
  }

  static Stream<Bad> badTools() {
    return Stream.of(
        new Bad(
            "says a gigabyte in one line",
            "head -c 1073741824 /dev/zero | tr '\\0' x; exit 3",
            TOOL_FAILED,
            "exit code 3",
            RETRY,
            List.of(ALEMBIC)),
        new Bad(
            "says more in one line than the service has memory",
            "head -c 300000000 /dev/zero | tr '\\0' x; exit 3",
            TOOL_FAILED,
            "exit code 3",
            RETRY,
            List.of(PRISMA, DJANGO)),
        new Bad(
            "says what is no text",
            "printf 'a\\377\\376b\\000c\\n'; exit 3",
            TOOL_FAILED,
            "exit code 3",
            RETRY,
            ALL),
        new Bad(
            "says yes and does nothing",
            "echo all is well; exit 0",
            LEDGER_DISAGREES,
            "ended well, but its ledger is at",
            "See whether the tool was given this database",
            List.of(ALEMBIC, LARAVEL, PRISMA, DJANGO)));
  }

  static Stream<Bad> leavingTools() {
    return Stream.of(
        left("a child", "sleep 601 &", "(sleep 601)", List.of(COMMAND)),
        left(
            "a child in a session of its own",
            "setsid sleep 602 & exit 3",
            "ended with exit code 3, but left running: ",
            ALL),
        left(
            "a daemon",
            "( setsid sleep 603 > /dev/null 2>&1 & ) ; exit 0",
            "(sleep 603)",
            List.of(ALEMBIC, PRISMA, DJANGO, COMMAND)),
        left(
            "a child that knows a secret, and shows all that it knows",
            "env; echo \"$DATABASE_URL $PGPASSWORD\" >&2; setsid sh -c 'sleep 604; :' \"$PGPASSWORD$DB_PASSWORD\" & exit 3",
            "exit code 3, but left running: ",
            ALL));
  }

  private static Bad left(String what, String does, String told, List<Kind> kinds) {
    return new Bad("leaves " + what, does, TOOL_FAILED, told, RETRY, kinds);
  }

  @ParameterizedTest
  @MethodSource({"badTools", "leavingTools"})
  void aToolThatMisbehavesFailsItsStep(Bad bad) throws Exception {
    bad.kinds().forEach(kind -> trial.putAnswering(kind, bad.does()));

    trial
        .failures(bad.kinds(), trial::step)
        .forEach((kind, failed) -> assertTold(bad, kind, failed.reason()));
  }

  private static void assertTold(Bad bad, Kind kind, FailureReason reason) {
    assertThat(reason.code()).as("%s: %s", kind, reason).isEqualTo(bad.code());
    assertThat(reason.message()).as("%s", kind).contains(bad.told());
    assertThat(reason.whatToDo()).as("%s", kind).contains(bad.hint());
    assertThat(reason.detail()).hasSizeLessThanOrEqualTo(ToolResult.LONGEST_OUTPUT);
  }

  /** Python and JavaScript quote a text that holds quotes, each in its own way. */
  @Test
  void aToolThatQuotesWhatItKnowsShowsNoSecret() throws Exception {
    trial.putAnswering(
        DJANGO, "/usr/bin/python3 -c 'import settings; print(settings.DATABASES)'; exit 3");
    trial.put(
        PRISMA,
        "node -p 'JSON.stringify(decodeURIComponent(new URL(process.env.DATABASE_URL).password))'; exit 3");

    trial
        .failures(List.of(DJANGO, PRISMA), trial::step)
        .forEach((kind, failed) ->
            assertThat(failed.reason().detail()).as("%s", kind).contains(Redaction.BLACKED_OUT));
  }

  @Test
  void aToolThatIsMissingIsNamed() throws Exception {
    for (Kind kind : ALL) {
      trial.remove(kind);
    }
    trial
        .failures(ALL, trial::step)
        .forEach((kind, failed) -> {
          assertThat(failed.reason().code()).as("%s", kind).isEqualTo(TOOL_MISSING);
          assertThat(failed.reason().message())
              .contains("There is no program")
              .contains(kind.word());
          assertThat(failed.reason().whatToDo()).contains("Install it on this service's host");
        });
  }

  /** Its program is there, what it is made of is not. */
  @Test
  void aToolWithoutItsLibrarySaysSo() throws Exception {
    Map<Kind, String> missing =
        Map.of(
            ALEMBIC, "No package metadata was found for alembic",
            DJANGO, "No module named 'django'",
            PRISMA, "Cannot find module");
    trial.put(ALEMBIC, "exec /usr/bin/python3 -S \"$(command -v alembic)\" \"$@\"");
    trial.put(DJANGO, "exec /usr/bin/python3 -S manage.py \"$@\"");
    trial.put(PRISMA, "exec node node_modules/prisma/build/nowhere.js \"$@\"");

    trial
        .failures(missing.keySet(), trial::step)
        .forEach((kind, failed) -> {
          assertThat(failed.reason().code()).as("%s", kind).isEqualTo(TOOL_FAILED);
          assertThat(failed.reason().message()).contains("It said: ").contains(missing.get(kind));
          assertThat(failed.reason().whatToDo()).contains(RETRY);
        });
  }

  @Test
  void aToolOfTheWrongVersionOrAnotherIsFoundBeforehand() throws Exception {
    List<Kind> kinds = List.of(ALEMBIC, LARAVEL, PRISMA, DJANGO);
    kinds.forEach(kind -> trial.put(kind, ""));
    trial
        .failures(kinds, kind -> ToolTrial.look(kind, "99.1"))
        .forEach((kind, failed) ->
            assertThat(versionFound(kind, failed))
                .startsWith("at least 99.1 | ")
                .doesNotContain("exit"));
    kinds.forEach(kind -> trial.put(kind, "echo something else; exit 0"));
    trial
        .failures(kinds, kind -> ToolTrial.look(kind, "1.0"))
        .forEach((kind, failed) ->
            assertThat(versionFound(kind, failed)).startsWith("at least 1.0 | exit code 0"));
  }

  /** What was expected of the version and what was found, when the check has failed. */
  private static String versionFound(Kind kind, StepReport.Failed failed) {
    assertThat(failed.reason().code()).isEqualTo(CHECK_FAILED);
    assertThat(failed.reason().whatToDo()).contains("on the machine of the migration service");
    String name = kind == LARAVEL ? "artisan" : kind.word();
    return failed.checks().stream()
        .filter(check -> check.name().equals(name))
        .filter(check -> check.verdict() == Verdict.FAILED)
        .map(check -> check.expected().replace("Laravel, ", "") + " | " + check.actual())
        .findFirst()
        .orElseThrow(() -> new AssertionError(failed.checks()));
  }

  @Test
  void aToolThatHangsIsEndedWithAllItHasStarted() throws Exception {
    ALL.forEach(kind -> trial.put(kind, "( setsid sleep 605 & ) ; sleep 606 & sleep 607"));

    trial
        .failures(ALL, kind -> ToolTrial.within(Duration.ofSeconds(3), trial.step(kind)))
        .forEach((kind, failed) -> {
          assertThat(failed.reason().code()).as("%s", kind).isEqualTo(TIMED_OUT);
          assertThat(failed.reason().message()).isEqualTo("The step was stopped after PT3S.");
          assertThat(failed.reason().whatToDo()).contains("longer timeout");
        });
  }

  @Test
  void aToolThatListsWithoutEndIsFailed() throws Exception {
    Map<Kind, String> names = Map.of(ALEMBIC, "alembic", DJANGO, "manage.py");
    trial.put(ALEMBIC, "yes 'abc -> def, one of very many revisions' | head -c 150000000; exit 0");
    trial.put(DJANGO, "yes ' [ ] 0001_initial' | head -c 15000000; exit 0");

    trial
        .failures(names.keySet(), trial::step)
        .forEach((kind, failed) -> {
          assertThat(failed.reason().code()).as("%s", kind).isEqualTo(TOOL_FAILED);
          assertThat(failed.reason().message())
              .matches(names.get(kind) + " was to list its migrations and said .* characters.");
          assertThat(failed.reason().whatToDo()).contains("Run it by hand");
        });
  }

  @Test
  void aToolThatListsNothingIsToldFromAMigrationThatIsMissing() throws Exception {
    List<Kind> kinds = List.of(ALEMBIC, DJANGO);
    kinds.forEach(kind -> trial.put(kind, "echo all is well; exit 0"));

    trial
        .failures(kinds, trial::step)
        .forEach((kind, failed) -> {
          assertThat(failed.reason().code()).as("%s", kind).isEqualTo(REFUSED);
          assertThat(failed.reason().message())
              .containsPattern("lists no (revision|migration)s of");
          assertThat(failed.reason().whatToDo()).contains("at the right commit").contains(RETRY);
        });
  }

  @Test
  void aProgramThatSaysYesAndDoesNothingIsFoundOutByTheProbe() throws Exception {
    trial.put(COMMAND, "echo all is well");

    FailureReason reason =
        trial.failure(ToolTrial.step(ToolTrial.program(new DoneProbe(ToolTrial.NEVER, null))));

    assertThat(reason.code()).isEqualTo(LEDGER_DISAGREES);
    assertThat(reason.message()).contains("the probe says not-done and not done");
    assertThat(reason.whatToDo()).contains("whether the probe asks the right thing");
  }

  /** It has emptied its environment: nobody can tell whose it is. */
  @Test
  void anOutputThatSomebodyUnknownHoldsOpenFailsTheStep() throws Exception {
    ALL.forEach(kind ->
        trial.putAnswering(kind, "env -i setsid sleep 660 " + UNKNOWN + " & sleep 1; exit 0"));

    Map<Kind, StepReport.Failed> failures = trial.failures(ALL, trial::step);

    LivingProcess.with(UNKNOWN).forEach(BadToolsIT::end);
    failures.forEach((kind, failed) -> {
      assertThat(failed.reason().code()).as("%s", kind).isEqualTo(TOOL_FAILED);
      assertThat(failed.reason().message())
          .contains("somebody who cannot be found holds its output open");
      assertThat(failed.reason().whatToDo())
          .contains("Look on this service's host")
          .contains(RETRY);
    });
  }

  private static void end(String process) {
    ProcessHandle.of(Long.parseLong(process.split(" ", 2)[0]))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  /** With the odd password, and a real upgrade before the tool misbehaves. */
  @ParameterizedTest
  @EnumSource(names = {"ALEMBIC", "PRISMA", "DJANGO"})
  void whatTheToolItselfHasDoneIsFoundByTheNextAttempt(Kind kind) throws Exception {
    trial.putAnswering(kind, kind.real + " || exit; setsid sleep 609 & exit 0");
    StepCommand step = ToolTrial.step(ToolTrial.first(kind));

    FailureReason reason = trial.failure(step);
    assertThat(reason.message()).as(reason.toString()).contains("exit code 0, but left running");
    StepCommand again = ToolTrial.again(step);
    trial.send(again);

    Evidence.Migration done =
        (Evidence.Migration) trial.end(again, StepReport.Succeeded.class).evidence();
    assertThat(done.to()).isIn("001", PrismaProject.FIRST, "items.0001_initial");
    assertThat(done.alreadyApplied()).isFalse();
    assertThat(trial.owner.query("select to_regclass('item')")).containsExactly("item");
  }

  static Stream<StepSpec> statements() {
    return Stream.of(ToolTrial.sql(), ToolTrial.flyway());
  }

  @Test
  void aDatabaseThatGoesAwayInTheMiddleOfAToolIsToldAsSuch() throws Exception {
    ALL.forEach(kind -> trial.putAnswering(kind, sleeping(kind)));

    List<FailureReason> reasons = withoutDatabase(ALL.stream().map(trial::step).toList());

    FailureReason ofCommand = reasons.get(ALL.indexOf(COMMAND));
    assertThat(ofCommand.code()).isEqualTo(TOOL_FAILED);
    assertThat(ofCommand.detail()).containsIgnoringCase("connection");
    assertThat(reasons)
        .filteredOn(reason -> !reason.equals(ofCommand))
        .hasSize(ALL.size() - 1)
        .allSatisfy(reason -> assertThat(reason.code()).isEqualTo(TARGET_UNREACHABLE));
  }

  private static String sleeping(Kind kind) {
    return switch (kind) {
      case ALEMBIC, PRISMA, DJANGO -> "exec psql -X \"$DATABASE_URL\" -c 'select pg_sleep(600)'";
      case LARAVEL ->
          "MYSQL_PWD=\"$DB_PASSWORD\" exec mariadb -h \"$DB_HOST\" -P \"$DB_PORT\" -u \"$DB_USERNAME\" -e 'select sleep(600)'";
      case COMMAND -> "exec psql -X -c 'select pg_sleep(600)'";
    };
  }

  @ParameterizedTest
  @MethodSource("statements")
  void aDatabaseThatGoesAwayInTheMiddleOfAStatementIsToldAsSuch(StepSpec spec) throws Exception {
    trial.write("up.sql", SLEEP);
    trial.write("db/V1__one.sql", SLEEP);
    FailureReason reason = withoutDatabase(List.of(ToolTrial.step(spec))).getFirst();
    assertThat(reason.code()).as(reason.toString()).isEqualTo(TARGET_UNREACHABLE);
  }

  private List<FailureReason> withoutDatabase(List<StepCommand> steps) throws Exception {
    for (StepCommand step : steps) {
      trial.send(step);
    }
    trial.awaitSleep(steps.size());
    trial.takeAway();
    try {
      List<FailureReason> reasons = new ArrayList<>();
      for (StepCommand step : steps) {
        reasons.add(trial.end(step, StepReport.Failed.class).reason());
        assertThat(reasons.getLast().whatToDo()).contains("retry");
      }
      return reasons;
    } finally {
      trial.bringBack();
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void aStatementThatTakesTheWholeTimeoutIsEnded(StepSpec spec) throws Exception {
    trial.write("up.sql", SLEEP);
    trial.write("db/V1__one.sql", SLEEP);

    FailureReason reason =
        trial.failure(ToolTrial.within(Duration.ofSeconds(3), ToolTrial.step(spec)));

    assertThat(reason.code()).isEqualTo(TIMED_OUT);
    assertThat(reason.whatToDo()).contains("longer timeout");
    assertThat(trial.owner.attemptSessions()).isEmpty();
  }
}
