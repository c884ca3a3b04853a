package io.changeover.notification.view;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Progress;
import io.changeover.contracts.StepId;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.plan.PlanStep;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step of a deployment.
 *
 * @param progress of the attempt that is running
 * @param passed checks of the last attempt that ended
 * @param result what it has to show, in a line; empty where its checks say all
 */
public record StepView(
    StepId id,
    Phase phase,
    String title,
    Mark mark,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Progress progress,
    int passed,
    int warned,
    int failed,
    String result) {
  public StepView {
    // Views that were stored before this was known lack it.
    result = Objects.requireNonNullElse(result, "");
  }

  static StepView waiting(PlanStep step) {
    return new StepView(
        step.id(), step.phase(), step.title(), Mark.WAITING, null, null, null, 0, 0, 0, "");
  }

  StepView started(Instant at) {
    return new StepView(
        id, phase, title, Mark.RUNNING, at, null, null, passed, warned, failed, result);
  }

  StepView progressed(Progress how) {
    return new StepView(
        id, phase, title, Mark.RUNNING, startedAt, null, how, passed, warned, failed, result);
  }

  StepView ended(Mark how, Instant at, List<CheckResult> checks) {
    return new StepView(
        id,
        phase,
        title,
        how,
        startedAt,
        at,
        null,
        count(checks, Verdict.PASSED),
        count(checks, Verdict.WARNED),
        count(checks, Verdict.FAILED),
        "");
  }

  StepView showing(String what) {
    return new StepView(
        id, phase, title, mark, startedAt, endedAt, progress, passed, warned, failed, what);
  }

  StepView undone() {
    return new StepView(
        id, phase, title, Mark.UNDONE, startedAt, endedAt, null, passed, warned, failed, result);
  }

  private static int count(List<CheckResult> checks, Verdict verdict) {
    return (int) checks.stream().filter(check -> check.verdict() == verdict).count();
  }

  /** It was carried out, with or without findings. */
  public boolean done() {
    return mark == Mark.DONE || mark == Mark.WARNED;
  }
}
