package io.changeover.orchestrator.report;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Direction;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.LoggedEvent;
import io.changeover.contracts.event.PhaseCompleted;
import io.changeover.contracts.event.PhaseStarted;
import io.changeover.contracts.event.StepFailed;
import io.changeover.contracts.event.StepSucceeded;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.core.Deployment;
import io.changeover.core.Evolution;
import io.changeover.core.History;
import io.changeover.core.Outlook;
import io.changeover.orchestrator.deployment.HashChain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the record from a log. */
public final class Recorder {
  private final HashChain chain;

  public Recorder(HashChain chain) {
    this.chain = chain;
  }

  /**
   * The record.
   *
   * @param log from the first event; never empty
   */
  public DeploymentRecord record(List<LoggedEvent> log) {
    Deployment state =
        Evolution.fold(log.getFirst().deployment(), log.stream().map(LoggedEvent::event).toList());
    LoggedEvent last = log.getLast();
    Instant ended = state.ended() ? state.changedAt() : null;
    return new DeploymentRecord(
        state.id().value(),
        state.plan().name().value(),
        state.plan().version(),
        state.planDigest().value(),
        state.environment(),
        state.plan().targets().values().stream().map(TargetName::value).toList(),
        state.reason(),
        state.requestedBy().name(),
        state.requestedAt(),
        state.state().word(),
        ended,
        Duration.between(state.requestedAt(), state.changedAt()),
        Sentences.summary(state, log),
        History.of(state),
        Incidents.of(state, log),
        phases(log),
        steps(state, log),
        checks(log),
        Sentences.decisions(log),
        Sentences.people(log),
        Sentences.timeline(log),
        Outlook.prices(state),
        new DeploymentRecord.ChainCheck(holds(log), log.size(), last.hash().value()));
  }

  private boolean holds(List<LoggedEvent> log) {
    String previous = HashChain.START.value();
    for (LoggedEvent event : log) {
      if (!event.previous().value().equals(previous) || !chain.holds(event)) {
        return false;
      }
      previous = event.hash().value();
    }
    return true;
  }

  private static List<DeploymentRecord.PhaseLine> phases(List<LoggedEvent> log) {
    List<DeploymentRecord.PhaseLine> lines = new ArrayList<>();
    for (LoggedEvent begun : log) {
      if (begun.event() instanceof PhaseStarted started) {
        lines.add(phase(started, begun.sequence(), log));
      }
    }
    return lines;
  }

  private static DeploymentRecord.PhaseLine phase(
      PhaseStarted started, long sequence, List<LoggedEvent> log) {
    for (LoggedEvent later : log) {
      if (later.sequence() > sequence
          && later.event() instanceof PhaseCompleted completed
          && completed.phase() == started.phase()) {
        Duration took = Duration.between(started.at(), completed.at());
        return new DeploymentRecord.PhaseLine(
            started.phase(), started.at(), took, List.of(sequence, later.sequence()));
      }
    }
    return new DeploymentRecord.PhaseLine(started.phase(), started.at(), null, List.of(sequence));
  }

  private static List<DeploymentRecord.StepLine> steps(Deployment state, List<LoggedEvent> log) {
    List<DeploymentRecord.StepLine> lines = new ArrayList<>();
    for (LoggedEvent logged : log) {
      switch (logged.event()) {
        case StepSucceeded done ->
            lines.add(
                line(
                    state,
                    logged,
                    done.step(),
                    done.direction(),
                    done.attempt(),
                    "succeeded",
                    Duration.between(done.startedAt(), done.finishedAt()),
                    EvidenceSentences.of(done.evidence())));
        case StepFailed failed ->
            lines.add(
                line(
                    state,
                    logged,
                    failed.step(),
                    failed.direction(),
                    failed.attempt(),
                    "failed",
                    took(failed),
                    failed.reason().message()));
        default -> {}
      }
    }
    return lines;
  }

  private static @Nullable Duration took(StepFailed failed) {
    Instant started = failed.startedAt();
    return started == null ? null : Duration.between(started, failed.at());
  }

  private static DeploymentRecord.StepLine line(
      Deployment state,
      LoggedEvent logged,
      StepId step,
      Direction direction,
      int attempt,
      String result,
      @Nullable Duration took,
      String note) {
    PlanStep planned = state.plan().step(step).orElse(null);
    return new DeploymentRecord.StepLine(
        step.value(),
        planned == null ? step.value() : planned.title(),
        direction.word(),
        attempt,
        result,
        planned == null || direction != Direction.FORWARD
            ? null
            : Outlook.expected(state, planned).orElse(null),
        took,
        note,
        List.of(logged.sequence()));
  }

  private static List<DeploymentRecord.CheckLine> checks(List<LoggedEvent> log) {
    List<DeploymentRecord.CheckLine> lines = new ArrayList<>();
    for (LoggedEvent logged : log) {
      DeploymentEvent event = logged.event();
      if (event instanceof StepSucceeded done) {
        add(lines, done.step(), done.checks(), logged.sequence());
      } else if (event instanceof StepFailed failed) {
        add(lines, failed.step(), failed.checks(), logged.sequence());
      }
    }
    return lines;
  }

  private static void add(
      List<DeploymentRecord.CheckLine> lines,
      StepId step,
      List<CheckResult> checks,
      long sequence) {
    for (CheckResult check : checks) {
      lines.add(new DeploymentRecord.CheckLine(step.value(), check, sequence));
    }
  }
}
