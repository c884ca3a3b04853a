package io.changeover.migration;

import static io.changeover.contracts.FailureCode.CHECK_FAILED;
import static io.changeover.contracts.FailureCode.LEDGER_DISAGREES;
import static io.changeover.contracts.FailureCode.TARGET_UNREACHABLE;
import static io.changeover.contracts.FailureCode.TIMED_OUT;
import static io.changeover.contracts.FailureCode.TOOL_FAILED;
import static io.changeover.contracts.FailureCode.TOOL_MISSING;
import static io.changeover.migration.ToolTrial.Kind.ALEMBIC;
import static io.changeover.migration.ToolTrial.Kind.COMMAND;
import static io.changeover.migration.ToolTrial.Kind.LARAVEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Argument;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.report.StepReport;
import io.changeover.contracts.step.DoneProbe;
import io.changeover.contracts.step.MigrationTools;
import io.changeover.contracts.step.StepSpec;
import io.changeover.kit.process.ToolResult;
import io.changeover.migration.ToolTrial.Kind;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
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
@RequiresTool("php")
@RequiresTool("psql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadToolsIT {
  /** Alembic is also asked what the workspace holds: that it answers. */
  private static final String ASKED = "case $1 in history|--version) exec alembic \"$@\";; esac\n";

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

  /**
   * One way to misbehave.
   *
   * @param does in the language of the shell
   * @param told a part of the message
   * @param hint a part of what to do
   */
  record Bad(String way, Kind kind, String does, FailureCode code, String told, String hint) {
    @Override
    public String toString() {
      return kind + " " + way;
    }
  }

  private static Stream<Bad> bad(
      String way, String does, FailureCode code, String told, String hint, Kind... kinds) {
    return Stream.of(kinds).map(kind -> new Bad(way, kind, does, code, told, hint));
  }

  static Stream<Bad> badTools() {
    return Stream.of(
            bad(
                "says a gigabyte in one line",
                "head -c 1073741824 /dev/zero | tr '\\0' x; exit 3",
                TOOL_FAILED,
                "exit code 3",
                RETRY,
                ALEMBIC),
            bad(
                "says what is no text",
                "printf 'a\\377\\376b\\000c\\n'; exit 3",
                TOOL_FAILED,
                "exit code 3",
                RETRY,
                Kind.values()),
            bad(
                "says yes and does nothing",
                "echo all is well; exit 0",
                LEDGER_DISAGREES,
                "ended well, but its ledger is at",
                "See whether the tool was given this database",
                ALEMBIC,
                LARAVEL))
        .flatMap(rows -> rows);
  }

  static Stream<Bad> leavingTools() {
    return Stream.of(
            left("a child", "sleep 601 &", "(sleep 601)", COMMAND),
            left(
                "a child in a session of its own",
                "setsid sleep 602 & exit 3",
                "ended with exit code 3, but left running: ",
                Kind.values()),
            left(
                "a daemon",
                "( setsid sleep 603 > /dev/null 2>&1 & ) ; exit 0",
                "(sleep 603)",
                ALEMBIC,
                COMMAND),
            left(
                "a child that knows a secret, and shows all that it knows",
                "env; echo \"$DATABASE_URL $PGPASSWORD\" >&2; setsid sh -c 'sleep 604; :' \"$PGPASSWORD$DB_PASSWORD\" & exit 3",
                "exit code 3, but left running: ",
                Kind.values()))
        .flatMap(rows -> rows);
  }

  private static Stream<Bad> left(String what, String does, String told, Kind... kinds) {
    return bad("leaves " + what, does, TOOL_FAILED, told, RETRY, kinds);
  }

  @ParameterizedTest
  @MethodSource({"badTools", "leavingTools"})
  void aToolThatMisbehavesFailsItsStep(Bad bad) throws Exception {
    trial.put(bad.kind(), (bad.kind() == ALEMBIC ? ASKED : "") + bad.does());

    FailureReason reason = trial.failure(trial.step(bad.kind()));

    assertThat(reason.code()).as(reason.toString()).isEqualTo(bad.code());
    assertThat(reason.message()).contains(bad.told());
    assertThat(reason.whatToDo()).contains(bad.hint());
    assertThat(reason.detail()).hasSizeLessThanOrEqualTo(ToolResult.LONGEST_OUTPUT);
  }

  @ParameterizedTest
  @EnumSource
  void aToolThatIsMissingIsNamed(Kind kind) throws Exception {
    trial.remove(kind);

    FailureReason reason = trial.failure(trial.step(kind));

    assertThat(reason.code()).isEqualTo(TOOL_MISSING);
    assertThat(reason.message()).contains("There is no program");
    assertThat(reason.whatToDo()).contains("Install it on this service's host");
  }

  @ParameterizedTest
  @EnumSource(names = {"ALEMBIC", "LARAVEL"})
  void aToolOfTheWrongVersionOrAnotherIsFoundBeforehand(Kind kind) throws Exception {
    trial.put(kind, "");
    assertThat(versionFound(kind, "99.1")).startsWith("at least 99.1 | ").doesNotContain("exit");
    trial.put(kind, "echo something else; exit 0");
    assertThat(versionFound(kind, "1.0")).startsWith("at least 1.0 | exit code 0");
  }

  /** What was expected of the version and what was found, when the check has failed. */
  private String versionFound(Kind kind, String atLeast) throws Exception {
    boolean alembic = kind == ALEMBIC;
    StepCommand look =
        ToolTrial.step(
            new MigrationTools(
                new WorkspaceName(alembic ? "app" : "shop"),
                new TargetAlias(alembic ? "db" : "shop"),
                new Argument(alembic ? "alembic" : "laravel"),
                atLeast));
    trial.send(look);
    StepReport.Failed failed = trial.end(look, StepReport.Failed.class);
    assertThat(failed.reason().code()).isEqualTo(CHECK_FAILED);
    assertThat(failed.reason().whatToDo()).contains("on the machine of the migration service");
    return failed.checks().stream()
        .filter(check -> check.name().equals(alembic ? "alembic" : "artisan"))
        .filter(check -> check.verdict() == Verdict.FAILED)
        .map(check -> check.expected().replace("Laravel, ", "") + " | " + check.actual())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void aToolThatHangsIsEndedWithAllItHasStarted(Kind kind) throws Exception {
    trial.put(kind, "( setsid sleep 605 & ) ; sleep 606 & sleep 607");

    FailureReason reason = trial.failure(ToolTrial.within(Duration.ofSeconds(3), trial.step(kind)));

    assertThat(reason.code()).isEqualTo(TIMED_OUT);
    assertThat(reason.message()).isEqualTo("The step was stopped after PT3S.");
    assertThat(reason.whatToDo()).contains("longer timeout");
  }

  @Test
  void aToolThatListsWithoutEndIsFailed() throws Exception {
    trial.put(ALEMBIC, "yes 'abc -> def, one of very many revisions' | head -c 150000000; exit 0");

    FailureReason reason = trial.failure(trial.step(ALEMBIC));

    assertThat(reason.code()).isEqualTo(TOOL_FAILED);
    assertThat(reason.message())
        .matches("alembic was to list its migrations and said .* characters.");
    assertThat(reason.whatToDo()).contains("Run it by hand");
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
    trial.put(COMMAND, "env -i setsid sleep 60 " + UNKNOWN + " & sleep 1");

    FailureReason reason = trial.failure(trial.step(COMMAND));

    LivingProcess.with(UNKNOWN).forEach(BadToolsIT::end);
    assertThat(reason.code()).isEqualTo(TOOL_FAILED);
    assertThat(reason.message()).contains("somebody who cannot be found holds its output open");
    assertThat(reason.whatToDo()).contains("Look on this service's host").contains(RETRY);
  }

  private static void end(String process) {
    ProcessHandle.of(Long.parseLong(process.split(" ", 2)[0]))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  /** With the odd password, and a real upgrade before the tool misbehaves. */
  @Test
  void whatTheToolItselfHasDoneIsFoundByTheNextAttempt() throws Exception {
    trial.put(ALEMBIC, ASKED + "alembic \"$@\" || exit; setsid sleep 609 & exit 0");
    StepCommand step = ToolTrial.step(ToolTrial.alembic("001"));

    assertThat(trial.failure(step).message()).contains("exit code 0, but left running");
    StepCommand again = ToolTrial.again(step);
    trial.send(again);

    Evidence.Migration done =
        (Evidence.Migration) trial.end(again, StepReport.Succeeded.class).evidence();
    assertThat(done.to()).isEqualTo("001");
    assertThat(trial.owner.query("select to_regclass('item')")).containsExactly("item");
  }

  static Stream<StepSpec> statements() {
    return Stream.of(ToolTrial.sql(), ToolTrial.flyway());
  }

  @ParameterizedTest
  @EnumSource
  void aDatabaseThatGoesAwayInTheMiddleOfAToolIsToldAsSuch(Kind kind) throws Exception {
    String sleeping =
        switch (kind) {
          case ALEMBIC -> ASKED + "exec psql -X \"$DATABASE_URL\" -c 'select pg_sleep(600)'";
          case LARAVEL ->
              "MYSQL_PWD=\"$DB_PASSWORD\" exec mariadb -h \"$DB_HOST\" -P \"$DB_PORT\" -u \"$DB_USERNAME\" -e 'select sleep(600)'";
          case COMMAND -> "exec psql -X -c 'select pg_sleep(600)'";
        };
    trial.put(kind, sleeping);
    FailureReason reason = withoutDatabase(trial.step(kind));
    if (kind == COMMAND) {
      assertThat(reason.code()).isEqualTo(TOOL_FAILED);
      assertThat(reason.detail()).containsIgnoringCase("connection");
    } else {
      assertThat(reason.code()).as(reason.toString()).isEqualTo(TARGET_UNREACHABLE);
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void aDatabaseThatGoesAwayInTheMiddleOfAStatementIsToldAsSuch(StepSpec spec) throws Exception {
    trial.app.write("up.sql", SLEEP).write("db/V1__one.sql", SLEEP);
    FailureReason reason = withoutDatabase(ToolTrial.step(spec));
    assertThat(reason.code()).as(reason.toString()).isEqualTo(TARGET_UNREACHABLE);
  }

  private FailureReason withoutDatabase(StepCommand step) throws Exception {
    trial.send(step);
    trial.awaitSleep();
    trial.takeAway();
    try {
      FailureReason reason = trial.end(step, StepReport.Failed.class).reason();
      assertThat(reason.whatToDo()).contains("retry");
      return reason;
    } finally {
      trial.bringBack();
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void aStatementThatTakesTheWholeTimeoutIsEnded(StepSpec spec) throws Exception {
    trial.app.write("up.sql", SLEEP).write("db/V1__one.sql", SLEEP);

    FailureReason reason =
        trial.failure(ToolTrial.within(Duration.ofSeconds(3), ToolTrial.step(spec)));

    assertThat(reason.code()).isEqualTo(TIMED_OUT);
    assertThat(reason.whatToDo()).contains("longer timeout");
    assertThat(trial.owner.attemptSessions()).isEmpty();
  }
}
