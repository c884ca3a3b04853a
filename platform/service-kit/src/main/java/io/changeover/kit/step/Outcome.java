package io.changeover.kit.step;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a step ended. */
public sealed interface Outcome {
  /** What was looked at, in order. */
  List<CheckResult> checks();

  /** Done. */
  record Succeeded(Evidence evidence, List<CheckResult> checks) implements Outcome {
    public Succeeded {
      checks = List.copyOf(checks);
    }
  }

  /**
   * Not done, or not as expected.
   *
   * @param evidence what there is to show all the same; null when there is nothing
   */
  record Failed(FailureReason reason, List<CheckResult> checks, @Nullable Evidence evidence)
      implements Outcome {
    public Failed {
      checks = List.copyOf(checks);
    }

    /** Nothing is there to show. */
    public Failed(FailureReason reason, List<CheckResult> checks) {
      this(reason, checks, null);
    }
  }

  static Outcome succeeded(Evidence evidence, List<CheckResult> checks) {
    return new Succeeded(evidence, checks);
  }

  static Outcome succeeded(Evidence evidence) {
    return new Succeeded(evidence, List.of());
  }

  /** Succeeded unless a check has failed; the failed ones are named in the reason. */
  static Outcome of(Evidence evidence, List<CheckResult> checks, String whatToDo) {
    String failed =
        checks.stream()
            .filter(check -> check.verdict() == Verdict.FAILED)
            .map(check ->
                "%s: expected %s but saw %s"
                    .formatted(check.name(), check.expected(), check.actual()))
            .collect(Collectors.joining("; "));
    if (failed.isEmpty()) {
      return new Succeeded(evidence, checks);
    }
    FailureReason reason = FailureReason.of(FailureCode.CHECK_FAILED, failed, whatToDo);
    return new Failed(reason, checks, evidence instanceof Evidence.None ? null : evidence);
  }

  /** Succeeded unless a check has failed. */
  static Outcome ofChecks(List<CheckResult> checks, String whatToDo) {
    return of(new Evidence.None(), checks, whatToDo);
  }
}
