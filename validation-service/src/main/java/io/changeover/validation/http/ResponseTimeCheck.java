package io.changeover.validation.http;

import static io.changeover.validation.Defaults.filled;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Progress;
import io.changeover.contracts.StepId;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.HttpMethod;
import io.changeover.contracts.step.ResponseTime;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Measures answer times one request after the other, and compares them with an earlier measurement.
 */
@Component
final class ResponseTimeCheck implements StepHandler<ResponseTime> {
  /** Requests that are sent first and do not count: caches fill, code is compiled. */
  static final int WARM_UP = 5;

  private static final String WHAT_TO_DO =
      "See what has become slow: the application's log, slow queries, missing indexes.";

  private final Conversations conversations;

  ResponseTimeCheck(Conversations conversations) {
    this.conversations = conversations;
  }

  @Override
  public Class<ResponseTime> kind() {
    return ResponseTime.class;
  }

  @Override
  public Outcome handle(StepCommand command, ResponseTime spec, StepContext context)
      throws StepFailure, InterruptedException {
    Optional<Evidence.ResponseTimes> baseline = baseline(command, spec);
    List<CheckResult> checks = new ArrayList<>();
    try (Conversation conversation =
        conversations.open(command, spec.target(), filled(spec.instance()))) {
      conversations.logIn(conversation, command, spec.target(), spec.as()).ifPresent(checks::add);
      if (!checks.isEmpty() && checks.getFirst().verdict() != Verdict.PASSED) {
        return Outcome.ofChecks(checks, WHAT_TO_DO);
      }
      Sample sample = measure(conversation, spec, context);
      checks.addAll(answered(command, conversation, spec, sample));
      if (sample.times().isEmpty()) {
        return Outcome.ofChecks(checks, WHAT_TO_DO);
      }
      Evidence.ResponseTimes measured = sample.evidence(spec.path().value());
      baseline.ifPresent(before -> checks.add(compared(command, spec, before, measured)));
      return Outcome.of(measured, checks, WHAT_TO_DO);
    }
  }

  private static Optional<Evidence.ResponseTimes> baseline(StepCommand command, ResponseTime spec)
      throws StepFailure {
    StepId step = spec.baseline();
    if (step == null) {
      return Optional.empty();
    }
    if (command.evidence().get(step) instanceof Evidence.ResponseTimes measured) {
      return Optional.of(measured);
    }
    throw new StepFailure(
        FailureCode.CHECK_FAILED,
        "There is no measurement of the step %s to compare with.".formatted(step),
        "Have the plan measure a baseline before the change, and deploy again.");
  }

  private static Sample measure(Conversation conversation, ResponseTime spec, StepContext context)
      throws StepFailure, InterruptedException {
    List<Duration> times = new ArrayList<>();
    for (int sent = 0; sent < WARM_UP + filled(spec.requests()); sent++) {
      context.throwIfStopped();
      Reply reply = conversation.send(HttpMethod.GET, spec.path().value(), null);
      if (!reply.isSuccess()) {
        return new Sample(List.of(), Optional.of(reply));
      }
      if (sent >= WARM_UP) {
        times.add(reply.took());
        context.progress(
            new Progress(times.size(), filled(spec.requests()), "requests", "measuring"));
      }
    }
    return new Sample(times, Optional.empty());
  }

  private static List<CheckResult> answered(
      StepCommand command, Conversation conversation, ResponseTime spec, Sample sample) {
    String name = "GET %s of %s".formatted(spec.path(), filled(spec.instance()));
    String actual =
        sample
            .failed()
            .map(reply -> "%s: %s".formatted(reply.summary(), reply.beginning()))
            .orElseGet(() -> sample.evidence("").requests() + " answers: " + sample);
    return List.of(
        CheckResult.of(
            name,
            "%d answers with success".formatted(filled(spec.requests())),
            conversation.hide(actual),
            command.severity(),
            sample.failed().isEmpty()));
  }

  private static CheckResult compared(
      StepCommand command,
      ResponseTime spec,
      Evidence.ResponseTimes before,
      Evidence.ResponseTimes now) {
    Integer percent = spec.atMostPercentOver();
    Duration limit =
        before.median().multipliedBy(100L + (percent == null ? 0 : percent)).dividedBy(100);
    Duration allowed =
        limit.compareTo(before.median().plus(filled(spec.slack()))) > 0
            ? limit
            : before.median().plus(filled(spec.slack()));
    return CheckResult.of(
        "median against %s".formatted(spec.baseline()),
        "at most %s (baseline %s + %d %%, or + %s)"
            .formatted(
                Sample.text(allowed),
                Sample.text(before.median()),
                percent,
                Sample.text(filled(spec.slack()))),
        Sample.text(now.median()),
        command.severity(),
        now.median().compareTo(allowed) <= 0);
  }
}
