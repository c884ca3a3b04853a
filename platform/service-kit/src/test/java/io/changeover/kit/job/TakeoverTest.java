package io.changeover.kit.job;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Topics;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.report.StepReport;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.process.ProcessGroup;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.linux.ProcessGroups;
import io.changeover.kit.running.Handler;
import io.changeover.kit.running.RunningService;
import io.changeover.kit.running.Wire;
import io.changeover.kit.running.WorkerProcess;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.TcpFaultProxy;
import io.changeover.testsupport.TestInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What happens to a step when its worker dies, stands still or stops. */
@Timeout(600)
class TakeoverTest {
  private static final String KAFKA = TestInfrastructure.kafka().bootstrapServers();

  private final LocalDatabase database = TestInfrastructure.freshDatabase();
  private final JdbcTemplate jdbc =
      new JdbcTemplate(
          new DriverManagerDataSource(
              database.jdbcUrl(), database.username(), database.password()));
  private final DeploymentId deployment = Wire.deployment();
  private final StepCommand command = Wire.command(deployment, "step");
  private final Wire wire = new Wire(KAFKA, Topics.STEP_REPORTS);

  @AfterEach
  void close() throws InterruptedException {
    wire.close();
  }

  @Test
  void killedWorkersStepIsDoneByTheNextOneAfterItsChildWasKilled() throws Exception {
    Process killed = WorkerProcess.start(database, KAFKA);
    wire.send(command);
    await().atMost(Patience.LONG).ignoreExceptions().until(() -> !group().isEmpty());
    ProcessGroup orphan = ProcessGroup.parse(group());
    killed.destroyForcibly().waitFor();
    assertThat(ProcessGroups.runs(orphan.pid(), orphan.startedAt()))
        .as("the child outlives its parent")
        .isTrue();

    AtomicReference<String> seen = new AtomicReference<>();
    Handler handler =
        new Handler((_, context) ->
            seen.set(
                "fence %d, orphan alive %s"
                    .formatted(
                        context.fence(), ProcessGroups.runs(orphan.pid(), orphan.startedAt()))));
    try (RunningService _ =
        RunningService.start(database, KAFKA, handler, "changeover.jobs.lease=60s")) {
      theEnd(StepReport.Succeeded.class);
    }
    assertThat(seen).hasValue("fence 2, orphan alive false");
  }

  @Test
  void stalledWorkerIsReplacedAfterItsLeaseAndItsResultIsDropped() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch returned = new CountDownLatch(1);
    Handler stalling =
        new Handler((_, context) -> {
          working.countDown();
          awaitWhateverHappens(goOn);
          returned.countDown();
        });
    List<Long> fences = new CopyOnWriteArrayList<>();
    Handler next = new Handler((_, context) -> fences.add(context.fence()));
    try (TcpFaultProxy proxy = TcpFaultProxy.to(TestInfrastructure.postgres().port());
        RunningService _ =
            RunningService.start(through(proxy), KAFKA, stalling, "changeover.jobs.lease=10s")) {
      wire.send(command);
      assertThat(working.await(Patience.LONG.toSeconds(), SECONDS)).isTrue();
      proxy.stall();
      try (RunningService _ =
          RunningService.start(database, KAFKA, next, "changeover.jobs.lease=10s")) {
        StepReport.Succeeded end = theEnd(StepReport.Succeeded.class);
        assertThat(fences).containsExactly(2L);
        proxy.heal();
        goOn.countDown();
        assertThat(returned.await(Patience.LONG.toSeconds(), SECONDS)).isTrue();
        await().during(Duration.ofSeconds(2)).atMost(Patience.LONG).until(() -> ends() == 1);
        assertThat(ofJob("report", String.class)).contains(end.at().toString().substring(0, 19));
        assertThat(ofJob("state || ' ' || fence", String.class)).isEqualTo("DONE 2");
      }
    }
  }

  private static void awaitWhateverHappens(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException ignored) {
        // This is what a handler must not do.
      }
    }
  }

  @Test
  void liveWorkerThatHasLostItsLeaseStopsItsChild() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Handler handler =
        new Handler((_, context) -> {
          try {
            context.tools().run(ToolCall.of("sleep", "300"));
          } catch (InterruptedException stopped) {
            thrown.set(stopped);
            throw stopped;
          }
        });
    try (RunningService _ =
        RunningService.start(database, KAFKA, handler, "changeover.jobs.lease=1s")) {
      wire.send(command);
      await().atMost(Patience.LONG).until(() -> !group().isEmpty());
      ProcessGroup child = ProcessGroup.parse(group());
      jdbc.update(
          "UPDATE job SET fence = fence + 1, lease_owner = 'somebody/1/1/else', lease_until = now() + interval '1 hour'");
      await().atMost(Patience.LONG).until(() -> thrown.get() != null);
      assertThat(ProcessGroups.runs(child.pid(), child.startedAt())).isFalse();
      await().during(Duration.ofSeconds(1)).atMost(Patience.LONG).until(() -> ends() == 0);
    }
  }

  @Test
  void stoppedServiceLeavesItsStepToTheNextStartAtOnce() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    Handler interrupted =
        new Handler((_, context) -> {
          working.countDown();
          context.tools().run(ToolCall.of("sleep", "300"));
        });
    try (RunningService _ =
        RunningService.start(database, KAFKA, interrupted, "changeover.jobs.lease=60s")) {
      wire.send(command);
      assertThat(working.await(Patience.LONG.toSeconds(), SECONDS)).isTrue();
      await().atMost(Patience.LONG).until(() -> !group().isEmpty());
    }
    assertThat(ofJob("state = 'RUNNING' AND lease_until <= now()", Boolean.class)).isTrue();
    List<Long> fences = new CopyOnWriteArrayList<>();
    Handler next =
        new Handler((command, context) -> {
          if (command.deployment().equals(deployment)) {
            fences.add(context.fence());
          }
        });
    try (RunningService _ =
        RunningService.start(database, KAFKA, next, "changeover.jobs.lease=60s")) {
      theEnd(StepReport.Succeeded.class);
    }
    assertThat(fences).containsExactly(2L);
  }

  private LocalDatabase through(TcpFaultProxy proxy) {
    String url =
        database
            .jdbcUrl()
            .replace(":" + TestInfrastructure.postgres().port() + "/", ":" + proxy.port() + "/");
    return new LocalDatabase(
        database.name(), url, "", database.username(), database.password(), database.passFile());
  }

  private String group() {
    return jdbc
        .queryForList(
            "SELECT process_groups FROM job WHERE deployment_id = ?",
            String.class,
            deployment.value())
        .stream()
        .findFirst()
        .orElse("");
  }

  /**
   * Of this test's own job: what the worker that another test has killed did not acknowledge comes
   * again.
   */
  private <T> @Nullable T ofJob(String expression, Class<T> type) {
    return jdbc.queryForObject(
        "SELECT %s FROM job WHERE deployment_id = ?".formatted(expression),
        type,
        deployment.value());
  }

  private long ends() {
    return wire.reports(deployment).stream().filter(TakeoverTest::isEnd).count();
  }

  private <T extends StepReport> T theEnd(Class<T> type) {
    await().atMost(Patience.LONG).until(() -> ends() > 0);
    return type.cast(
        wire.reports(deployment).stream().filter(TakeoverTest::isEnd).findFirst().orElseThrow());
  }

  private static boolean isEnd(StepReport report) {
    return report instanceof StepReport.Succeeded || report instanceof StepReport.Failed;
  }
}
