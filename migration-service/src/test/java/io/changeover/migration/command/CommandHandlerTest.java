package io.changeover.migration.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.WorkspaceRights;
import io.changeover.migration.Bench;
import io.changeover.migration.LivingProcess;
import io.changeover.migration.Owner;
import io.changeover.migration.Steps;
import io.changeover.migration.Workspace;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real programs, real PostgreSQL, an owner that is no superuser. */
@RequiresTool("psql")
class CommandHandlerTest {
  private static final String SECRET = "s3cr3t %'\" word";
  private static final String COUNTING =
      "select case count(*) when 0 then 'not-done' when 3 then 'done' else 'partial' end from item";

  @TempDir private Path directory;
  private Workspace workspace;
  private Owner owner;
  private Bench bench;
  private int attempts;

  @BeforeEach
  void prepare() {
    workspace = new Workspace(directory);
    owner = Owner.of("createrole", SECRET);
    bench =
        new Bench(owner, workspace)
            .allowing(
                new WorkspaceRights(
                    Set.of("bin/tool", "bin/undo", "bin/probe", "psql"),
                    Map.of("MODE", "dry run", "API_KEY", SECRET),
                    List.of(SECRET)));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void tool(String name, String text) throws Exception {
    Files.createDirectories(directory.resolve("bin"));
    workspace.script("bin/" + name, "#!/bin/sh\n" + text + "\n");
  }

  private StepCommand forward(Commands commands, int attempt) {
    return bench.command(Direction.FORWARD, attempt, commands.spec());
  }

  private Evidence.CommandRun run(StepCommand command, LoneStepContext context) throws Exception {
    return (Evidence.CommandRun) ((Outcome.Succeeded) bench.handle(command, context)).evidence();
  }

  private Evidence.CommandRun run(Commands commands) throws Exception {
    return run(forward(commands, ++attempts), Steps.withFence(1));
  }

  private FailureReason failure(StepCommand command, long fence) {
    return catchThrowableOfType(
            StepFailure.class, () -> bench.handle(command, Steps.withFence(fence)))
        .reason();
  }

  private FailureReason failure(Commands commands) {
    return failure(forward(commands, ++attempts), 1);
  }

  @Test
  void argumentsArriveAsTheyAreAndNoShellReadsThem() throws Exception {
    tool("tool", "pwd; for each in \"$@\"; do echo \"<$each>\"; done; echo \"$MODE\"; env");
    Files.createDirectories(directory.resolve("scripts"));

    Evidence.CommandRun evidence =
        run(
            Commands.run("bin/tool", "--all", "a b", "$(id)", "';drop", "*")
                .in("scripts")
                .environment("MODE"));

    assertThat(evidence.output())
        .contains(directory.toRealPath().resolve("scripts").toString())
        .contains("<--all>\n<a b>\n<$(id)>\n<';drop>\n<*>\n")
        .contains("dry run")
        .doesNotContain("API_KEY");
    assertThat(evidence.exitCode()).isZero();
  }

  @Test
  void onlyWhatTheRegistrationAllowsIsRun() throws Exception {
    tool("other", "touch ran");
    Files.createDirectory(directory.resolve("links"));
    Files.createSymbolicLink(directory.resolve("links/out"), Path.of("/tmp"));

    assertThat(failure(Commands.run("bin/other")).code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failure(Commands.run("bin/other")).message())
        .isEqualTo(
            "The program 'bin/other' is not allowed in this workspace; allowed are [bin/probe, bin/tool, bin/undo, psql].");
    assertThat(failure(Commands.run("bin/tool").in("links/out")).message())
        .contains("leads out of the workspace");
    assertThat(failure(Commands.run("bin/tool").in("nowhere")).message())
        .contains("There is no directory 'nowhere'");
    assertThat(failure(Commands.run("bin/tool").environment("OTHER")).code())
        .isEqualTo(FailureCode.NOT_REGISTERED);
    assertThat(directory.resolve("ran")).doesNotExist();
  }

  @Test
  void aSecretIsGivenAndNeverSeen() throws Exception {
    tool("tool", "echo \"key $API_KEY\"; echo \"$DATABASE_URL\"; echo \"$PGPASSWORD\" >&2; exit 3");

    FailureReason reason = failure(Commands.run("bin/tool").onDatabase().environment("API_KEY"));

    assertThat(reason.code()).isEqualTo(FailureCode.TOOL_FAILED);
    assertThat(reason.message()).isEqualTo("'bin/tool' ended with exit code 3; expected [0].");
    assertThat(reason.detail()).isEqualTo("key ***\n***\n***\n");
  }

  @ParameterizedTest(name = "owner {0}")
  @ValueSource(strings = {"createrole", ""})
  void aProgramReachesTheDatabaseAndLeavesNoSession(String attributes) throws Exception {
    Owner other = Owner.of(attributes, "it's 100% \"odd\" /@:?#");
    items(other, 0);
    tool(
        "tool",
        """
        psql -X -c 'insert into item values (1), (2)' || exit 1
        psql -X "$DATABASE_URL" -c 'insert into item values (3)' || exit 1
        psql -X -Atc 'select current_user' | grep -v changeover_
        echo 'changeover-count: item=3'
        """);
    try (Bench own = new Bench(other, workspace)) {
      own.allowing(new WorkspaceRights(Set.of("bin/tool"), Map.of(), List.of()));
      StepCommand command =
          own.command(
              Direction.FORWARD, 1, Commands.run("bin/tool").onDatabase().done(COUNTING).spec());

      Outcome.Succeeded first = (Outcome.Succeeded) own.handle(command, Steps.withFence(1));
      Outcome.Succeeded second = (Outcome.Succeeded) own.handle(command, Steps.withFence(2));

      assertThat(first.evidence())
          .isInstanceOfSatisfying(
              Evidence.CommandRun.class,
              ran -> {
                assertThat(ran.counts()).isEqualTo(Map.of("item", 3L));
                assertThat(ran.output()).contains(other.target().username());
                assertThat(ran.alreadyDone()).isFalse();
              });
      assertThat(((Evidence.CommandRun) second.evidence()).alreadyDone()).isTrue();
    }
    assertThat(other.items()).isEqualTo(3);
    assertThat(other.attemptSessions()).isEmpty();
    assertThat(other.attemptRoles()).isEmpty();
  }

  private static void items(Owner owner, int count) throws Exception {
    try (Connection connection = owner.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table item as select generate_series(1, %d) as id".formatted(count));
    }
  }

  @Test
  void anotherExitCodeAndMissingWordsAreFailures() throws Exception {
    tool("tool", "echo '25 products'; echo 'All there'; exit 3");

    assertThat(failure(Commands.run("bin/tool")).message()).contains("exit code 3; expected [0]");
    assertThat(
            run(Commands.run("bin/tool").exitCodes(0, 3).says("ll ther", "^[0-9]+ products$"))
                .exitCode())
        .isEqualTo(3);
    assertThat(failure(Commands.run("bin/tool").exitCodes(3).says("None", "^[a-z]+$")).message())
        .isEqualTo(
            "'bin/tool' ended with exit code 3, but did not say a line with 'None', nor a line that matches '^[a-z]+$'.");
  }

  @Test
  void whatTheProbeSaysCountsMoreThanTheExitCode() throws Exception {
    items(owner, 0);
    tool("tool", "echo fine");
    Commands idle = Commands.run("bin/tool").onDatabase().done(COUNTING);

    FailureReason reason = failure(idle);

    assertThat(reason.code()).isEqualTo(FailureCode.LEDGER_DISAGREES);
    assertThat(reason.message())
        .isEqualTo("'bin/tool' ended well, but the probe says not-done and not done.");
    assertThat(failure(Commands.run("bin/tool").onDatabase().done("select 7")).message())
        .isEqualTo("The probe answered [7], which is neither done nor not-done nor partial.");
    assertThat(failure(Commands.run("bin/tool").onDatabase().done("delete from item returning 1")))
        .satisfies(refused -> assertThat(refused.message()).contains("read-only transaction"));
  }

  @Test
  void aPartIsNotRunAgainBlindly() throws Exception {
    items(owner, 2);
    tool("tool", "touch ran; psql -X -c 'insert into item values (3)'");
    Commands part = Commands.run("bin/tool").onDatabase().done(COUNTING);

    assertThat(failure(part).code()).isEqualTo(FailureCode.PARTIALLY_APPLIED);
    assertThat(directory.resolve("ran")).doesNotExist();
    assertThat(run(part.again()).alreadyDone()).isFalse();
    assertThat(owner.items()).isEqualTo(3);
  }

  @Test
  void aRunThatWasKilledIsToldOnceAndThenLeftToWhoeverRetries() throws Exception {
    tool("tool", "echo run >> runs");
    Commands plain = Commands.run("bin/tool");
    bench.part(CommandRuns.class).begins(forward(plain, 1), 1);

    FailureReason reason = failure(forward(plain, 1), 2);

    assertThat(reason.code()).isEqualTo(FailureCode.PARTIALLY_APPLIED);
    assertThat(reason.message())
        .isEqualTo(
            "'bin/tool' is not run: An earlier run of it was broken off, and nobody knows how far it came.");
    assertThat(directory.resolve("runs")).doesNotExist();
    // The report on the same command may have got lost with its worker.
    assertThat(failure(forward(plain, 1), 3).code()).isEqualTo(FailureCode.PARTIALLY_APPLIED);
    assertThat(directory.resolve("runs")).doesNotExist();

    run(forward(plain, 2), Steps.withFence(1));
    assertThat(directory.resolve("runs")).hasContent("run");
  }

  @Test
  void aProgramThatASignalEndsLeavesItsDoubt() throws Exception {
    tool("tool", "echo run >> runs; kill -9 $$");
    Commands plain = Commands.run("bin/tool");

    assertThat(failure(forward(plain, 1), 1).message()).contains("exit code 137");
    FailureReason again = failure(forward(plain, 2), 1);

    assertThat(again.code()).isEqualTo(FailureCode.PARTIALLY_APPLIED);
    assertThat(directory.resolve("runs")).hasContent("run");
  }

  @Test
  void aRunThatWasStoppedLeavesItsDoubtAndNoProcess() throws Exception {
    tool("tool", "echo $$ > pid; sleep 60");
    LoneStepContext context = Steps.withFence(1);
    Path pidFile = directory.resolve("pid");
    try (ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> running =
          worker.submit(() -> bench.handle(forward(Commands.run("bin/tool"), 1), context));
      await().atMost(Patience.LONG).until(() -> Files.exists(pidFile) && Files.size(pidFile) > 1);
      context.stop();
      assertThatThrownBy(running::get).hasCauseInstanceOf(InterruptedException.class);
    }

    long pid = Long.parseLong(Files.readString(pidFile).strip());
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(failure(forward(Commands.run("bin/tool"), 2), 1).code())
        .isEqualTo(FailureCode.PARTIALLY_APPLIED);
  }

  @Test
  void whatAProgramLeavesRunningIsAFailureUnlessThePlanSaysThatItMayStay() throws Exception {
    // It ends when what it leaves has a session of its own: until then that is a part of it.
    tool(
        "tool",
        "rm -f own; setsid sh -c 'touch own; exec sleep 50' > /dev/null 2>&1 & echo $! > pid;"
            + " until test -e own; do sleep 0.01; done");
    tool("undo", "kill $(cat pid)");
    Commands leaving = Commands.run("bin/tool").ledBackBy("bin/undo").again();

    FailureReason reason = failure(leaving);

    assertThat(reason.code()).isEqualTo(FailureCode.TOOL_FAILED);
    assertThat(reason.message()).contains("left running").contains("sleep 50");
    assertThat(LivingProcess.runs(pid())).isFalse();

    run(leaving.leavingProcesses());
    assertThat(LivingProcess.runs(pid())).as("it may stay").isTrue();
    StepCommand back = bench.command(Direction.BACK, 1, leaving.leavingProcesses().spec());
    run(back, Steps.withFence(1));
    await().atMost(Patience.LONG).until(() -> !LivingProcess.runs(pid()));
  }

  private long pid() throws Exception {
    return Long.parseLong(Files.readString(directory.resolve("pid")).strip());
  }

  @Test
  void whatIsRepeatableOrKnownNotToBeDoneIsRunAgain() throws Exception {
    tool("tool", "touch ran; echo run >> runs");
    tool("probe", "test -e ran");
    Commands asked = Commands.run("bin/tool").done(null, "bin/probe");
    bench.part(CommandRuns.class).begins(forward(asked, 1), 1);

    assertThat(run(forward(asked, 1), Steps.withFence(2)).alreadyDone()).isFalse();
    assertThat(run(forward(asked, 2), Steps.withFence(1)).alreadyDone()).isTrue();
    bench.part(CommandRuns.class).begins(forward(asked, 3), 1);
    run(forward(Commands.run("bin/tool").again(), 3), Steps.withFence(2));

    assertThat(directory.resolve("runs")).hasContent("run\nrun");
  }

  @Test
  void aProbeThatBreaksSaysNothing() throws Exception {
    tool("tool", "touch ran");
    tool("probe", "exit 5");

    assertThat(failure(Commands.run("bin/tool").done(null, "bin/probe")).message())
        .isEqualTo("The probe 'bin/probe' ended with exit code 5, which says nothing.");
    assertThat(directory.resolve("ran")).doesNotExist();
  }

  @Test
  void whatThePlanSaysLeadsBack() throws Exception {
    tool("tool", "touch ran");
    tool("undo", "rm ran");
    tool("probe", "test -e ran");
    Commands both =
        Commands.run("bin/tool").ledBackBy("bin/undo").exitCodes(0, 1).done(null, "bin/probe");
    run(both);
    StepCommand back = bench.command(Direction.BACK, 1, both.spec());

    assertThat(run(back, Steps.withFence(1)).program()).isEqualTo("bin/undo");
    assertThat(directory.resolve("ran")).doesNotExist();
    assertThat(run(back, Steps.withFence(2)).alreadyDone()).isTrue();

    StepCommand nothing =
        bench.command(Direction.BACK, 2, Commands.run("bin/tool").ledBackBy().spec());
    assertThat(run(nothing, Steps.withFence(1)).alreadyDone()).isTrue();
    StepCommand unsaid = bench.command(Direction.BACK, 3, Commands.run("bin/tool").spec());
    assertThat(failure(unsaid, 1).code()).isEqualTo(FailureCode.REFUSED);
  }

  @Test
  void aProgramThatIsNotThereLeavesNoDoubt() throws Exception {
    assertThat(failure(Commands.run("bin/tool")).code()).isEqualTo(FailureCode.TOOL_MISSING);

    tool("tool", "touch ran");
    run(forward(Commands.run("bin/tool"), 2), Steps.withFence(1));

    assertThat(directory.resolve("ran")).exists();
  }
}
