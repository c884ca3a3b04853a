package io.changeover.core;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.Verdict;
import java.util.List;
import java.util.stream.Stream;

/** What went wrong in a deployment, and what became of it. */
final class Issues {
  private Issues() {}

  static List<String> of(Deployment state) {
    return state.runs().values().stream()
        .flatMap(run -> Stream.concat(failures(state, run), warnings(run)))
        .distinct()
        .limit(History.MOST)
        .toList();
  }

  /** Those of the newest attempt and of the attempts before it. */
  private static Stream<String> failures(Deployment state, StepRun newest) {
    String outcome = newest.succeeded() ? "Resolved" : outcome(state);
    Stream<StepRun> before =
        state.earlier().stream().filter(each -> each.key().equals(newest.key()));
    return Stream.concat(before, Stream.of(newest)).flatMap(each -> failure(each, outcome));
  }

  private static Stream<String> failure(StepRun run, String outcome) {
    FailureReason failure = run.failure();
    return failure == null
        ? Stream.empty()
        : Stream.of(History.line(run.key().step() + ": " + failure.message(), outcome));
  }

  /** What became of a failure that no later attempt at the step has mended. */
  private static String outcome(Deployment state) {
    return switch (state.state()) {
      case State.Live live -> "Open";
      case State.Succeeded succeeded ->
          decided(state, TaskOutcome.ACCEPTED) ? "Accepted" : "Tolerated by the plan";
      case State.RolledBack back ->
          decided(state, TaskOutcome.ROLLED_BACK_BY_HAND) ? "Rolled back by hand" : "Rolled back";
      case State.Failed failed -> "Not resolved";
      case State.Rejected rejected -> "Not resolved";
      case State.Aborted aborted -> "Not resolved";
    };
  }

  private static boolean decided(Deployment state, TaskOutcome how) {
    return state.tasks().values().stream()
        .anyMatch(task -> task.kind() == TaskKind.DECISION && task.outcome() == how);
  }

  private static Stream<String> warnings(StepRun run) {
    return run.checks().stream()
        .filter(check -> check.verdict() == Verdict.WARNED)
        .map(check -> History.line(run.key().step() + ": " + warning(check), "Monitoring"));
  }

  private static String warning(CheckResult check) {
    return "%s: expected %s but saw %s".formatted(check.name(), check.expected(), check.actual());
  }
}
