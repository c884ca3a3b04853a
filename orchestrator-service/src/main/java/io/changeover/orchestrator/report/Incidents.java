package io.changeover.orchestrator.report;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.FailureDetected;
import io.changeover.contracts.event.LoggedEvent;
import io.changeover.contracts.event.RollbackCompleted;
import io.changeover.contracts.event.RollbackDecided;
import io.changeover.contracts.event.StepSucceeded;
import io.changeover.core.Deployment;
import io.changeover.core.Evolution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the incident report of a rollback from a log. */
final class Incidents {
  private Incidents() {}

  /** The incident; null when nothing was rolled back. */
  static DeploymentRecord.@Nullable Incident of(Deployment state, List<LoggedEvent> log) {
    Optional<LoggedEvent> failed = first(log);
    Optional<LoggedEvent> decided = newest(log, RollbackDecided.class);
    if (failed.isEmpty() || decided.isEmpty()) {
      return null;
    }
    FailureDetected failure = (FailureDetected) failed.get().event();
    RollbackDecided decision = (RollbackDecided) decided.get().event();
    Optional<LoggedEvent> completed = newest(log, RollbackCompleted.class);
    List<Long> events = new ArrayList<>(List.of(failed.get().sequence(), decided.get().sequence()));
    completed.map(LoggedEvent::sequence).ifPresent(events::add);
    return new DeploymentRecord.Incident(
        failure.summary(),
        failure.cause().word(),
        state.failure() == null ? "" : state.failure().phase().word(),
        failure.at(),
        "level %d, decided %s".formatted(decision.level().number(), decision.at()),
        decision.reasons(),
        completed.map(each -> each.event().at()).orElse(null),
        completed.map(each -> Duration.between(failure.at(), each.event().at())).orElse(null),
        verification(log, decided.get().sequence()),
        events);
  }

  /**
   * What went wrong first and was not mended: a person who asks for a way back afterwards, and a
   * way back that fails, are not what happened.
   */
  private static Optional<LoggedEvent> first(List<LoggedEvent> log) {
    LoggedEvent found = null;
    Deployment state = null;
    for (LoggedEvent logged : log) {
      state =
          state == null
              ? Evolution.fold(logged.deployment(), List.of(logged.event()))
              : Evolution.evolve(state, logged.event());
      if (state.failure() == null) {
        found = null;
      } else if (found == null && logged.event() instanceof FailureDetected) {
        found = logged;
      }
    }
    return Optional.ofNullable(found);
  }

  private static Optional<LoggedEvent> newest(
      List<LoggedEvent> log, Class<? extends DeploymentEvent> type) {
    return log.reversed().stream().filter(each -> type.isInstance(each.event())).findFirst();
  }

  /** What was looked at after the decision. */
  private static List<String> verification(List<LoggedEvent> log, long since) {
    List<String> lines = new ArrayList<>();
    for (LoggedEvent logged : log) {
      if (logged.sequence() > since && logged.event() instanceof StepSucceeded done) {
        for (CheckResult check : done.checks()) {
          lines.add(
              "%s: %s, saw %s [%d]"
                  .formatted(
                      check.name(),
                      check.verdict() == Verdict.PASSED ? "as expected" : check.verdict().word(),
                      check.actual(),
                      logged.sequence()));
        }
      }
    }
    return lines;
  }
}
