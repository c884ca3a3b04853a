package io.changeover.kit.job;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Progress;
import io.changeover.contracts.Severity;
import io.changeover.contracts.Topics;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.json.WireCodec;
import io.changeover.contracts.report.StepReport;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.running.Handler;
import io.changeover.kit.running.RunningService;
import io.changeover.kit.running.Wire;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.TestInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A specialist seen from the outside: commands in, reports out. */
class SpecialistTest {
  private static final LocalDatabase DATABASE = TestInfrastructure.freshDatabase();
  private static final String KAFKA = TestInfrastructure.kafka().bootstrapServers();

  private static volatile Handler.Work work = (command, context) -> {};
  private static volatile List<CheckResult> checks = List.of();
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static RunningService service;
  private static Wire wire;

  private final DeploymentId deployment = Wire.deployment();

  @BeforeAll
  static void start() {
    Handler handler = new Handler(SpecialistTest::work, () -> checks);
    service = RunningService.start(DATABASE, KAFKA, handler);
    wire = new Wire(KAFKA, Topics.STEP_REPORTS);
  }

  private static void work(StepCommand command, StepContext context) throws Exception {
    RUNS.incrementAndGet();
    work.on(command, context);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    service.close();
    wire.close();
  }

  @Test
  void shortStepIsReportedWithItsEndAlone() {
    given((command, context) -> {});
    wire.send(Wire.command(deployment, "short"));
    StepReport.Succeeded report = theEnd(StepReport.Succeeded.class);
    assertThat(report.startedAt()).isBeforeOrEqualTo(report.at());
    assertThat(wire.reports(deployment)).hasSize(1);
  }

  @Test
  void longStepTellsItsStartAndItsLatestProgressAtMostOnceASecond() {
    given((command, context) -> {
      for (int i = 1; i <= 60; i++) {
        context.progress(new Progress(i, 60, "rows", ""));
        MILLISECONDS.sleep(30);
      }
    });
    wire.send(Wire.command(deployment, "long"));
    theEnd(StepReport.Succeeded.class);
    List<StepReport> reports = wire.reports(deployment);
    assertThat(reports.getFirst()).isInstanceOf(StepReport.Started.class);
    List<Instant> told =
        reports.stream()
            .filter(StepReport.Progressed.class::isInstance)
            .map(report -> ((StepReport.Progressed) report).at())
            .toList();
    assertThat(told).isNotEmpty();
    for (int i = 1; i < told.size(); i++) {
      assertThat(Duration.between(told.get(i - 1), told.get(i)))
          .isGreaterThan(Duration.ofMillis(900));
    }
  }

  @Test
  void whatIsTooMuchToTellIsAFailureThatSaysWhereToLook() {
    given((command, context) -> {});
    CheckResult check =
        CheckResult.of("table", "as it was", "x".repeat(1_000), Severity.MINOR, false);
    checks = Collections.nCopies(WireCodec.LARGEST_RECORD / 1_000, check);
    wire.send(Wire.command(deployment, "talkative"));
    assertThat(failure().message()).contains("has ended").contains("too large");
    assertThat(failure().whatToDo()).contains("See in the target");
  }

  @Test
  void commandThatComesTwiceRunsOnceAndIsAnsweredTwice() {
    given((command, context) -> {});
    StepCommand command = Wire.command(deployment, "twice");
    wire.send(command, command);
    theEnd(StepReport.Succeeded.class);
    wire.send(command);
    await().atMost(Patience.LONG).until(() -> wire.reports(deployment).size() >= 2);
    assertThat(RUNS).hasValue(1);
    assertThat(wire.reports(deployment)).allMatch(wire.reports(deployment).getFirst()::equals);
    assertThat(
            wire.records(deployment.value()).stream()
                .map(one -> Wire.header(one, "ce_id"))
                .distinct())
        .hasSize(1);
  }

  @Test
  void moreCommandsThanPlacesAllRunOnce() {
    given((command, context) -> {});
    StepCommand[] commands =
        IntStream.range(0, 300)
            .mapToObj(i -> Wire.command(deployment, "many-" + i))
            .toArray(StepCommand[]::new);
    wire.send(commands);
    await().atMost(Patience.LONG).until(() -> wire.reports(deployment).size() >= 300);
    assertThat(RUNS).hasValue(300);
    assertThat(wire.reports(deployment))
        .hasSize(300)
        .allMatch(StepReport.Succeeded.class::isInstance);
  }

  @Test
  void cancelledStepEndsWithItsTool() {
    CountDownLatch running = new CountDownLatch(1);
    given((command, context) -> {
      running.countDown();
      context.tools().run(ToolCall.of("sleep", "60"));
    });
    StepCommand command = Wire.command(deployment, "cancelled");
    wire.send(command);
    await().atMost(Patience.LONG).until(() -> running.getCount() == 0);
    wire.cancel(command);
    assertThat(failure().code()).isEqualTo(FailureCode.CANCELLED);
  }

  @Test
  void cancelThatComesBeforeItsCommandKeepsItFromRunning() {
    given((command, context) -> {});
    StepCommand command = Wire.command(deployment, "never");
    wire.cancel(command);
    assertThat(failure().code()).isEqualTo(FailureCode.CANCELLED);
    wire.send(command);
    await().atMost(Patience.LONG).until(() -> wire.reports(deployment).size() == 2);
    assertThat(wire.reports(deployment)).allMatch(wire.reports(deployment).getFirst()::equals);
    assertThat(RUNS).hasValue(0);
  }

  @Test
  void stepThatTakesTooLongIsStoppedAndToldWhatToDo() {
    given((command, context) -> context.tools().run(ToolCall.of("sleep", "60")));
    wire.send(Wire.command(deployment, "slow", Duration.ofMillis(700)));
    StepReport.Failed report = theEnd(StepReport.Failed.class);
    assertThat(report.reason().code()).isEqualTo(FailureCode.TIMED_OUT);
    assertThat(report.reason().whatToDo()).isNotBlank();
    assertThat(Duration.between(report.startedAt(), report.at()))
        .isLessThan(Duration.ofSeconds(50));
  }

  @Test
  void callbacksEndWhatDoesNotReactToInterruption() {
    CountDownLatch ended = new CountDownLatch(1);
    given((command, context) -> {
      try (var _ = context.onStop(ended::countDown)) {
        while (ended.getCount() > 0) {
          Thread.onSpinWait();
        }
        context.throwIfStopped();
      }
    });
    wire.send(Wire.command(deployment, "stubborn", Duration.ofMillis(300)));
    assertThat(failure().code()).isEqualTo(FailureCode.TIMED_OUT);
  }

  @Test
  void knownFailureIsReportedAsItIs() {
    given((command, context) -> {
      throw new StepFailure(FailureCode.REFUSED, "no", "ask");
    });
    wire.send(Wire.command(deployment, "refused"));
    assertThat(failure().code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failure().message()).isEqualTo("no");
  }

  @Test
  void unexpectedFailureIsReportedWithoutSecrets() {
    service.bean(Secrets.class).remember("hunter2-hunter2");
    given((command, context) -> {
      throw new IllegalStateException("login with hunter2-hunter2 failed");
    });
    wire.send(Wire.command(deployment, "broken"));
    assertThat(failure().code()).isEqualTo(FailureCode.UNEXPECTED);
    assertThat(failure().message())
        .contains("IllegalStateException")
        .contains("login with *** failed");
  }

  private static void given(Handler.Work next) {
    RUNS.set(0);
    checks = List.of();
    work = next;
  }

  private io.changeover.contracts.FailureReason failure() {
    return theEnd(StepReport.Failed.class).reason();
  }

  private <T extends StepReport> T theEnd(Class<T> type) {
    await()
        .atMost(Patience.LONG)
        .until(
            () -> !wire.reports(deployment).isEmpty() && isEnd(wire.reports(deployment).getLast()));
    return type.cast(wire.reports(deployment).getLast());
  }

  private static boolean isEnd(StepReport report) {
    return report instanceof StepReport.Succeeded || report instanceof StepReport.Failed;
  }
}
