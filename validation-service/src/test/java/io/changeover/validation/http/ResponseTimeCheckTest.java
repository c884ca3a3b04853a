package io.changeover.validation.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.UrlPath;
import io.changeover.contracts.step.ResponseTime;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.validation.Steps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponseTimeCheckTest {
  private static final StepId BASELINE = new StepId("baseline");
  private SampleApplication application;

  @BeforeEach
  void start() throws Exception {
    application = new SampleApplication();
    application.delay = 30;
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void measuresAfterAWarmUp() throws Exception {
    Evidence.ResponseTimes times = measured(run(spec("/slow", null, null), Map.of()));

    assertThat(times.requests()).isEqualTo(6);
    assertThat(times.path()).isEqualTo("/slow");
    assertThat(times.median()).isBetween(Duration.ofMillis(30), Duration.ofMillis(500));
    assertThat(times.p95()).isGreaterThanOrEqualTo(times.median());
    assertThat(application.requests).hasSize(6 + ResponseTimeCheck.WARM_UP);
  }

  @Test
  void comparesWithTheBaseline() throws Exception {
    // 30 ms and more against 2 ms: over in percent, and over by more than the slack.
    assertThat(against(Duration.ofMillis(2), 20, Duration.ofMillis(5)))
        .isInstanceOf(Outcome.Failed.class);
    assertThat(against(Duration.ofMillis(2), 20, Duration.ofMillis(600)))
        .isInstanceOf(Outcome.Succeeded.class);
    assertThat(against(Duration.ofMillis(500), 20, Duration.ofMillis(5)))
        .isInstanceOf(Outcome.Succeeded.class);
    assertThat(against(Duration.ofMillis(2), 30_000, Duration.ZERO))
        .isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void needsTheBaselinesEvidence() {
    StepFailure failure =
        catchThrowableOfType(StepFailure.class, () -> run(spec("/slow", BASELINE, 20), Map.of()));
    assertThat(failure.reason().code()).isEqualTo(FailureCode.CHECK_FAILED);
    assertThat(failure.reason().message()).contains("baseline");
  }

  @Test
  void measuresNoErrors() throws Exception {
    Outcome outcome = run(spec("/nowhere", null, null), Map.of());
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(Steps.only(outcome).actual()).startsWith("status 404");
  }

  @Test
  void sortsAndRanks() {
    List<Duration> times =
        IntStream.rangeClosed(1, 20).mapToObj(i -> Duration.ofMillis(21 - i)).toList();
    Evidence.ResponseTimes evidence = new Sample(times, Optional.empty()).evidence("/");
    assertThat(evidence.median()).isEqualTo(Duration.ofMillis(10).plusMillis(11).dividedBy(2));
    assertThat(evidence.p95()).isEqualTo(Duration.ofMillis(19));
  }

  private Outcome against(Duration median, int percent, Duration slack) throws Exception {
    ResponseTime spec =
        new ResponseTime(Steps.APP, null, new UrlPath("/slow"), null, 6, BASELINE, percent, slack);
    return run(spec, Map.of(BASELINE, new Evidence.ResponseTimes("/slow", 6, median, median)));
  }

  private static ResponseTime spec(String path, StepId baseline, Integer percent) {
    return new ResponseTime(Steps.APP, null, new UrlPath(path), null, 6, baseline, percent, null);
  }

  private static Evidence.ResponseTimes measured(Outcome outcome) {
    return (Evidence.ResponseTimes) ((Outcome.Succeeded) outcome).evidence();
  }

  private Outcome run(ResponseTime spec, Map<StepId, Evidence> evidence) throws Exception {
    return new ResponseTimeCheck(application.conversations())
        .handle(Steps.command(spec, Severity.CRITICAL, evidence), spec, LoneStepContext.first());
  }
}
