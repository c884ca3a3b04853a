package io.changeover.kit.process.linux;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.process.ProcessGroup;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StopSwitch;
import io.changeover.testsupport.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real children. Where a child has to do something odd, it is a small Python program. */
@Timeout(600)
class LinuxToolsTest {
  private final StopSwitch stops = new StopSwitch();
  private final List<ProcessGroup> recorded = new CopyOnWriteArrayList<>();
  private final Tools tools = new LinuxTools(recorded::add, stops);

  private static ToolCall python(String program) {
    return ToolCall.of("python3", "-c", program);
  }

  @Test
  void exitCodeAndOutputAreTheResult() throws Exception {
    ToolResult result =
        tools.run(python("import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"));
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.output().lines()).containsExactlyInAnyOrder("out", "err");
  }

  @Test
  void leadsAGroupThatIsRecordedBeforeItEnds() throws Exception {
    ToolResult result =
        tools.run(python("import os; print(os.getpid(), os.getpgrp(), os.getsid(0))"));
    long pid = recorded.getFirst().pid();
    assertThat(result.output().strip()).isEqualTo("%d %d %d".formatted(pid, pid, pid));
    assertThat(recorded.getFirst().startedAt()).isAfter(Instant.now().minusSeconds(60));
  }

  @Test
  void seesOnlyTheAllowedEnvironmentAndNoInput() throws Exception {
    ToolResult result =
        tools.run(
            python("import os, sys; print(sorted(os.environ), repr(sys.stdin.read()))")
                .with(Map.of("MINE", "1")));
    assertThat(System.getenv()).as("something that must not get through").containsKey("JAVA_HOME");
    assertThat(result.output())
        .contains("'MINE'", "'PATH'", "'LC_ALL'")
        .contains("] ''")
        .doesNotContain("JAVA");
  }

  @Test
  void missingProgramIsToldFromOneThatFails() {
    assertThatThrownBy(() -> tools.run(ToolCall.of("no-such-program")))
        .isInstanceOfSatisfying(
            StepFailure.class,
            failure -> assertThat(failure.reason().code()).isEqualTo(FailureCode.TOOL_MISSING));
  }

  @Test
  void gigabyteWithoutALineBreakTakesNoMemory() throws Exception {
    List<String> lines = new ArrayList<>();
    String program =
        "import sys\nfor i in range(1024): sys.stdout.write('x' * 1048576)\nprint(); print('last')";
    ToolResult result = tools.run(python(program).eachLine(lines::add));
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).hasSize(ToolCall.LONGEST_LINE);
    assertThat(lines.getLast()).isEqualTo("last");
    assertThat(result.output()).endsWith("last\n");
  }

  @Test
  void onlyTheEndOfALongOutputIsKept() throws Exception {
    ToolResult result = tools.run(python("for i in range(100000): print('line', i)"));
    assertThat(result.output()).hasSize(ToolResult.LONGEST_OUTPUT).endsWith("line 99999\n");
  }

  @Test
  void bytesThatAreNoTextAreReplaced() throws Exception {
    ToolResult result =
        tools.run(python("import sys; sys.stdout.buffer.write(b'a\\xff\\xfeb\\n')"));
    assertThat(result.output()).isEqualTo("a\uFFFD\uFFFDb\n");
  }

  @Test
  void secretsAreBlackedOutWhereverTheyStand() throws Exception {
    List<String> lines = new ArrayList<>();
    String straddling = "'x' * " + (ToolCall.LONGEST_LINE - 3) + " + os.environ['DB_PASSWORD']";
    ToolCall call =
        python(
                "import os; print('a=' + os.environ['DB_PASSWORD'] + '; url p%40ss%2Fword'); print("
                    + straddling
                    + "); print('topsecret!')")
            .with(Map.of("DB_PASSWORD", "p@ss/word"))
            .hiding(List.of("topsecret"))
            .eachLine(lines::add);
    ToolResult result = tools.run(call);
    assertThat(lines.getFirst()).isEqualTo("a=***; url ***");
    assertThat(lines.get(1)).endsWith("x***");
    assertThat(lines.getLast()).isEqualTo("***!");
    assertThat(result.output()).doesNotContain("p@s", "topsecret", "p%40");
  }

  @Test
  void passwordsOfUrlsAreBlackedOutBeforeAnybodyCuts() throws Exception {
    List<String> lines = new ArrayList<>();
    String program =
        """
        print('at postgres://app:f@reign@db/x')
        print('x' * %d + 'postgres://app:f@reign@db/x')
        print('postgres://app:' + 'f@reign' * 500 + '@db/x')
        print('y' * 3000 + '\\n' + 'y' * 3000)
        """
            .formatted(ToolCall.LONGEST_LINE - 20);
    ToolResult result = tools.run(python(program).eachLine(lines::add));
    assertThat(lines.getFirst()).isEqualTo("at postgres://app:***@db/x");
    assertThat(lines.get(1)).endsWith("xpostgres://app:***@");
    assertThat(lines.get(2)).isEqualTo("postgres://app:***@db/x");
    assertThat(result.output()).doesNotContain("reign");
    assertThat(new FailureReason(FailureCode.TOOL_FAILED, "", "", result.output()).detail())
        .doesNotContain("reign");
  }

  @Test
  void standardOutputAsItIsGoesToItsStream() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ToolResult result =
        tools.run(
            python(
                    "import sys; sys.stdout.buffer.write(bytes(range(256))); print('told', file=sys.stderr)")
                .stdoutTo(bytes));
    assertThat(bytes.toByteArray()).hasSize(256).startsWith(0, 1, 2).endsWith(254, 255);
    assertThat(result.output()).isEqualTo("told\n");
  }

  @Test
  void toolIsEndedWhenNobodyCanTakeItsOutput() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    assertThatThrownBy(() ->
            tools.run(python("import time; print('x', flush=True); time.sleep(60)").stdoutTo(full)))
        .isInstanceOfSatisfying(
            StepFailure.class,
            failure -> assertThat(failure.reason().message()).contains("No space left"));
  }

  /** Says who is left, and starts it as told. */
  private static String leaving(String how) {
    return "import subprocess; p = subprocess.Popen(['sleep', '650'], %s); print(p.pid)"
        .formatted(how);
  }

  /** Leaves its group and its parent, as a daemon does. */
  private static final String DAEMON =
      """
      import os, sys
      if os.fork() == 0:
          os.setsid()
          if os.fork() == 0:
              os.execvp('sleep', ['sleep', '650'%s])
          os._exit(0)
      os.wait()
      """;

  private FailureReason failure(ToolCall call) {
    return catchThrowableOfType(StepFailure.class, () -> tools.run(call)).reason();
  }

  /** The process that the message names, as {@code 123 (sleep 650)}. */
  private static long left(FailureReason reason) {
    Matcher named = Pattern.compile("left running: (\\d+) \\(").matcher(reason.message());
    assertThat(named.find()).as(reason.message()).isTrue();
    return Long.parseLong(named.group(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stdout=None",
        "stdout=subprocess.DEVNULL",
        "start_new_session=True",
        "start_new_session=True, stdout=subprocess.DEVNULL",
        "process_group=0, stdout=subprocess.DEVNULL"
      })
  void whatIsLeftRunningIsEndedToldAndAFailure(String how) {
    FailureReason reason = failure(python(leaving(how)));
    assertThat(reason.code()).isEqualTo(FailureCode.TOOL_FAILED);
    assertThat(reason.message())
        .startsWith("'python3' ended with exit code 0, but left running: ")
        .contains("(sleep 650)");
    assertThat(reason.whatToDo()).contains("wait for all that it starts");
    assertThat(reason.detail().strip()).isEqualTo(Long.toString(left(reason)));
    assertThat(ProcessTable.alive(left(reason))).isFalse();
  }

  @Test
  void daemonIsFoundAndItsCommandLineShowsNoSecret() {
    ToolCall call = python(DAEMON.formatted(", '0.0001s', '0.1234s'")).hiding(List.of("0.1234s"));
    FailureReason reason = failure(call);
    assertThat(reason.message()).contains("(sleep 650 0.0001s ***)");
    assertThat(ProcessTable.alive(left(reason))).isFalse();
  }

  @Test
  void daemonMayStayWhereItIsThereOnPurpose() throws Exception {
    long started = System.nanoTime();
    ToolResult result =
        tools.run(python(leaving("start_new_session=True, stdin=None")).leavingDaemons());
    long pid = Long.parseLong(result.output().strip());
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(30));
    assertThat(ProcessTable.alive(pid)).as("a daemon may stay").isTrue();
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void childThatEndsAMomentAfterItsParentIsNotLeftBehind() throws Exception {
    String program = leaving("stdout=subprocess.DEVNULL").replace("'650'", "'0.3'");
    assertThat(tools.run(python(program)).succeeded()).isTrue();
  }

  /** Nobody can find it, but everybody sees that it is there. */
  @Test
  void outputThatSomebodyUnknownHoldsOpenIsAFailure() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    FailureReason reason =
        failure(python(leaving("start_new_session=True, env={}")).eachLine(lines::add));
    ProcessHandle.of(Long.parseLong(lines.getFirst())).ifPresent(ProcessHandle::destroyForcibly);
    assertThat(reason.code()).isEqualTo(FailureCode.TOOL_FAILED);
    assertThat(reason.message()).contains("holds its output open");
    assertThat(reason.whatToDo()).contains("host");
  }

  @Test
  void toolsOfOneStepDoNotEndEachOther() throws Exception {
    StepMark mark = new StepMark("step", 1);
    Tools marked = new LinuxTools(recorded::add, stops, mark);
    CompletableFuture<ToolResult> slow =
        CompletableFuture.supplyAsync(() -> {
          try {
            return marked.run(python("import sys, time; time.sleep(2); sys.exit(7)"));
          } catch (StepFailure | InterruptedException failed) {
            throw new CompletionException(failed);
          }
        });
    await().atMost(Patience.LONG).until(() -> !recorded.isEmpty());
    assertThat(marked.run(ToolCall.of("true")).succeeded()).isTrue();
    assertThat(slow.get(Patience.LONG.toSeconds(), SECONDS).exitCode()).isEqualTo(7);
  }

  @Test
  void stoppingEndsWhoHasLeftTheGroupAsWell(@TempDir Path directory) throws Exception {
    Path pid = directory.resolve("pid");
    String program =
        DAEMON
                .formatted("")
                .replace(
                    "os.execvp(",
                    "open('%s', 'w').write(str(os.getpid())); os.execvp(".formatted(pid))
            + "\nimport time; time.sleep(60)";
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread worker = Thread.ofVirtual().start(() -> ended.complete(thrownBy(program)));
    await().atMost(Patience.LONG).until(() -> Files.exists(pid) && Files.size(pid) > 1);
    long daemon = Long.parseLong(Files.readString(pid));
    assertThat(ProcessTable.alive(daemon)).isTrue();
    worker.interrupt();
    stops.stop();
    assertThat(ended.get(Patience.LONG.toSeconds(), SECONDS))
        .isInstanceOf(InterruptedException.class);
    assertThat(ProcessTable.alive(daemon)).isFalse();
  }

  @Test
  void stoppingKillsEvenWhoIgnoresTheRequest(@TempDir Path directory) throws Exception {
    Path pids = directory.resolve("pids");
    String stubborn =
        "import os, signal, subprocess, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
            + "p = subprocess.Popen(['python3', '-c', 'import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)']);"
            + "time.sleep(0.5); open('%s.new', 'w').write('%%d %%d' %% (os.getpid(), p.pid)); os.rename('%s.new', '%s'); time.sleep(60)"
                .formatted(pids, pids, pids);
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread worker = Thread.ofVirtual().start(() -> ended.complete(thrownBy(stubborn)));
    await().atMost(Patience.LONG).until(() -> Files.exists(pids));
    worker.interrupt();
    stops.stop();
    assertThat(ended.get(Patience.LONG.toSeconds(), SECONDS))
        .isInstanceOf(InterruptedException.class);
    for (String pid : Files.readString(pids, StandardCharsets.UTF_8).split(" ", -1)) {
      assertThat(ProcessTable.alive(Long.parseLong(pid))).isFalse();
    }
  }

  private Throwable thrownBy(String program) {
    try {
      tools.run(python(program));
      return new AssertionError("it was not stopped");
    } catch (StepFailure | InterruptedException thrown) {
      return thrown;
    }
  }

  @Test
  void nothingIsStartedAfterTheStop() {
    stops.stop();
    assertThatThrownBy(() -> tools.run(ToolCall.of("true")))
        .isInstanceOf(InterruptedException.class);
    assertThat(recorded).isEmpty();
  }

  @Test
  void leftGroupIsKilledEvenWithoutItsLeader() throws Exception {
    Process leader =
        new ProcessBuilder(
                "setsid",
                "python3",
                "-c",
                "import subprocess; print(subprocess.Popen(['sleep', '650'], stdout=subprocess.DEVNULL).pid)")
            .start();
    Instant startedAt = leader.info().startInstant().orElse(Instant.now());
    long member =
        Long.parseLong(
            new String(leader.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    leader.waitFor();
    assertThat(ProcessTable.alive(member)).isTrue();
    assertThat(ProcessGroups.kill(leader.pid(), startedAt)).isEqualTo(1);
    assertThat(ProcessTable.alive(member)).isFalse();
  }

  @Test
  void anotherProcessOfTheSameIdIsLeftAlone() throws Exception {
    Process stranger = new ProcessBuilder("setsid", "sleep", "50").start();
    await()
        .atMost(Patience.LONG)
        .until(() -> ProcessTable.members(stranger.pid()).contains(stranger.pid()));
    Instant muchEarlier = stranger.info().startInstant().orElseThrow().minusSeconds(3600);
    assertThat(ProcessGroups.kill(stranger.pid(), muchEarlier)).isZero();
    assertThat(stranger.isAlive()).isTrue();
    stranger.destroyForcibly();
  }
}
