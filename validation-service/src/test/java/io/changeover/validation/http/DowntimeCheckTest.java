package io.changeover.validation.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.UrlPath;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.step.Downtime;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.testsupport.Patience;
import io.changeover.validation.Steps;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DowntimeCheckTest {
  private SampleApplication application;

  @BeforeEach
  void start() throws Exception {
    application = new SampleApplication();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void aPauseIsMeasuredAndTheNewVersionEndsTheProbe() throws Exception {
    try (ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> probe = worker.submit(() -> probe(Patience.LONG, Duration.ZERO));
      awaitRequests(1);
      application.down = true;
      awaitRequests(3);
      Thread.sleep(500);
      application.version = "2";
      application.down = false;
      Outcome outcome = probe.get();

      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      assertThat(outcome.checks().getLast().actual()).isEqualTo("seen");
      assertThat(outcome.checks().getFirst().actual()).matches("\\d+ ms, \\d+ ms in one piece, .*");
    }
    Outcome calm = probe(Duration.ofSeconds(20), Duration.ZERO);
    Evidence.Downtime evidence = (Evidence.Downtime) ((Outcome.Succeeded) calm).evidence();
    assertThat(evidence.requests()).isEqualTo(Downtime.STEADY);
    assertThat(evidence.failed()).isZero();
  }

  private void awaitRequests(int more) {
    int before = application.requests.size();
    Awaitility.await()
        .atMost(Patience.LONG)
        .until(() -> application.requests.size() >= before + more);
  }

  @Test
  void aPauseThatThePlanAllowsPassesAndAChangeThatNeverComesFails() throws Exception {
    application.down = true;
    Outcome outcome = probe(Duration.ofMillis(300), Duration.ofSeconds(5));
    assertThat(outcome.checks().getFirst().verdict().word()).isEqualTo("passed");
    assertThat(outcome.checks().getLast().actual()).startsWith("not seen");
  }

  @Test
  void timesAreCountedFromTheFirstFailureToTheNextSuccess() {
    Outages outages = new Outages(0);
    outages.answered(0, 10, true);
    outages.answered(100, 110, false);
    outages.answered(200, 210, false);
    outages.answered(300, 330, true);
    outages.answered(400, 410, true);
    outages.answered(500, 550, false);
    Evidence.Downtime evidence = outages.evidence("/");
    assertThat(evidence.down()).isEqualTo(Duration.ofNanos(230 + 50));
    assertThat(evidence.longest()).isEqualTo(Duration.ofNanos(230));
    assertThat(evidence.failed()).isEqualTo(3);
    assertThat(evidence.lasted()).isEqualTo(Duration.ofNanos(550));
  }

  private Outcome probe(Duration lasting, Duration atMost) throws Exception {
    Downtime spec =
        new Downtime(
            Steps.APP,
            null,
            new UrlPath("/version"),
            Duration.ofMillis(20),
            Map.of("/version", Json.mapper().readTree("\"2\"")),
            lasting,
            atMost);
    return new DowntimeCheck(application.conversations(), length -> Thread.sleep(length))
        .handle(Steps.command(spec), spec, LoneStepContext.first());
  }
}
