package io.changeover.orchestrator.report;

import io.changeover.contracts.Actor;
import io.changeover.contracts.Direction;
import io.changeover.contracts.event.AbortRequested;
import io.changeover.contracts.event.ApprovalGranted;
import io.changeover.contracts.event.DeploymentAborted;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.DeploymentFailed;
import io.changeover.contracts.event.DeploymentPaused;
import io.changeover.contracts.event.DeploymentRejected;
import io.changeover.contracts.event.DeploymentRequested;
import io.changeover.contracts.event.DeploymentResumed;
import io.changeover.contracts.event.DeploymentRolledBack;
import io.changeover.contracts.event.DeploymentSucceeded;
import io.changeover.contracts.event.FailureDetected;
import io.changeover.contracts.event.HumanNeeded;
import io.changeover.contracts.event.InputRefused;
import io.changeover.contracts.event.LoggedEvent;
import io.changeover.contracts.event.NoteAdded;
import io.changeover.contracts.event.PhaseCompleted;
import io.changeover.contracts.event.PhaseStarted;
import io.changeover.contracts.event.RehearsalPassed;
import io.changeover.contracts.event.RollbackCompleted;
import io.changeover.contracts.event.RollbackDecided;
import io.changeover.contracts.event.RollbackRequested;
import io.changeover.contracts.event.StepDispatched;
import io.changeover.contracts.event.StepFailed;
import io.changeover.contracts.event.StepProgressed;
import io.changeover.contracts.event.StepRetryRequested;
import io.changeover.contracts.event.StepStarted;
import io.changeover.contracts.event.StepSucceeded;
import io.changeover.contracts.event.TaskCompleted;
import io.changeover.contracts.event.TaskOpened;
import io.changeover.contracts.event.TaskOverdue;
import io.changeover.contracts.event.TaskWithdrawn;
import io.changeover.contracts.event.WatchWindowPassed;
import io.changeover.contracts.event.WatchWindowStarted;
import io.changeover.core.Deployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an event says, in one sentence, and who says it. */
final class Sentences {
  private Sentences() {}

  static String summary(Deployment state, List<LoggedEvent> log) {
    for (LoggedEvent logged : log.reversed()) {
      switch (logged.event()) {
        case DeploymentSucceeded end -> {
          return end.summary();
        }
        case DeploymentFailed end -> {
          return end.summary();
        }
        case DeploymentRolledBack end -> {
          return end.summary();
        }
        case DeploymentAborted end -> {
          return end.summary();
        }
        case DeploymentRejected end -> {
          return "%s %s".formatted(name(end.by()), sentence(end));
        }
        default -> {}
      }
    }
    return "It is %s; it has not ended.".formatted(state.state().word());
  }

  static List<DeploymentRecord.Said> timeline(List<LoggedEvent> log) {
    List<DeploymentRecord.Said> lines = new ArrayList<>();
    for (LoggedEvent logged : log) {
      if (!(logged.event() instanceof StepProgressed)) {
        lines.add(said(logged));
      }
    }
    return lines;
  }

  static List<DeploymentRecord.Said> decisions(List<LoggedEvent> log) {
    return log.stream()
        .filter(logged ->
            logged.event() instanceof FailureDetected
                || logged.event() instanceof RehearsalPassed
                || logged.event() instanceof RollbackDecided
                || logged.event() instanceof HumanNeeded
                || logged.event() instanceof InputRefused)
        .map(Sentences::said)
        .toList();
  }

  static List<DeploymentRecord.Said> people(List<LoggedEvent> log) {
    return log.stream()
        .filter(logged -> actor(logged.event()).isPresent())
        .map(Sentences::said)
        .toList();
  }

  private static DeploymentRecord.Said said(LoggedEvent logged) {
    DeploymentEvent event = logged.event();
    String who = actor(event).map(Sentences::name).orElse(Actor.CHANGEOVER.name());
    return new DeploymentRecord.Said(event.at(), who, sentence(event), logged.sequence());
  }

  private static String name(Actor actor) {
    return actor.automatic() ? actor.name() + " (automatic)" : actor.name();
  }

  private static Optional<Actor> actor(DeploymentEvent event) {
    return switch (event) {
      case DeploymentRequested one -> Optional.of(one.by());
      case StepRetryRequested one -> Optional.of(one.by());
      case TaskCompleted one -> Optional.of(one.by());
      case ApprovalGranted one -> Optional.of(one.by());
      case DeploymentRejected one -> Optional.of(one.by());
      case DeploymentPaused one -> Optional.of(one.by());
      case DeploymentResumed one -> Optional.of(one.by());
      case AbortRequested one -> Optional.of(one.by());
      case RollbackRequested one -> Optional.of(one.by());
      case NoteAdded one -> Optional.of(one.by());
      case InputRefused one -> Optional.of(one.by());
      default -> Optional.empty();
    };
  }

  private static String sentence(DeploymentEvent event) {
    return switch (event) {
      case DeploymentRequested one ->
          "asked for %s %s on %s%s"
              .formatted(
                  one.plan().name(),
                  one.plan().version(),
                  one.environment(),
                  because(one.reason()));
      case PhaseStarted one -> "phase %s began".formatted(one.phase());
      case PhaseCompleted one -> "phase %s is done".formatted(one.phase());
      case StepDispatched one -> step(one.step().value(), one.direction()) + " was sent out";
      case StepStarted one ->
          "%s was begun by %s".formatted(step(one.step().value(), one.direction()), one.worker());
      case StepProgressed one ->
          "%s: %d of %d %s"
              .formatted(
                  one.step(), one.progress().done(), one.progress().total(), one.progress().unit());
      case StepSucceeded one -> step(one.step().value(), one.direction()) + " succeeded";
      case StepFailed one ->
          "%s failed (%s): %s%s"
              .formatted(
                  step(one.step().value(), one.direction()),
                  one.reason().code(),
                  one.reason().message(),
                  one.willRetry() ? "; it is tried again" : "");
      case StepRetryRequested one ->
          "wants %s tried again%s".formatted(one.step(), because(one.reason()));
      case TaskOpened one ->
          "task %s for %s%s: %s"
              .formatted(one.task(), one.owner(), due(one.due()), one.instruction());
      case TaskCompleted one ->
          "task %s ended as %s%s".formatted(one.task(), one.outcome(), because(one.note()));
      case TaskOverdue one -> "task %s is overdue".formatted(one.task());
      case TaskWithdrawn one -> "task %s is no longer asked for".formatted(one.task());
      case ApprovalGranted one ->
          "agreed as %s to plan %s%s"
              .formatted(
                  one.role(), one.planDigest().value().substring(0, 12), because(one.reason()));
      case DeploymentRejected one ->
          "did not agree as %s%s".formatted(one.role(), because(one.reason()));
      case DeploymentPaused one -> "paused it" + because(one.reason());
      case DeploymentResumed one -> "resumed it" + because(one.reason());
      case AbortRequested one -> "wanted it to end" + because(one.reason());
      case RollbackRequested one ->
          "wanted a rollback%s%s"
              .formatted(one.level() == null ? "" : " by " + one.level(), because(one.reason()));
      case FailureDetected one -> "cannot go on (%s): %s".formatted(one.cause(), one.summary());
      case RollbackDecided one ->
          "goes back by %s. %s".formatted(one.level(), String.join(" ", one.reasons()));
      case RollbackCompleted one -> one.summary();
      case HumanNeeded one ->
          "needs a human: %s Options: %s".formatted(one.why(), String.join(" | ", one.options()));
      case RehearsalPassed one -> "rehearsal passed. " + String.join(" ", one.receipt().lines());
      case WatchWindowStarted one ->
          "watch window %s began, until %s".formatted(one.window(), one.until());
      case WatchWindowPassed one ->
          "watch window %s passed: %d rounds, %d with a failed check"
              .formatted(one.window(), one.rounds(), one.roundsFailed());
      case NoteAdded one -> "noted: " + one.text();
      case InputRefused one ->
          "was refused %s (%s): %s".formatted(one.input(), one.code(), one.reason());
      case DeploymentSucceeded one -> "succeeded: " + one.summary();
      case DeploymentFailed one -> "failed: " + one.summary();
      case DeploymentRolledBack one -> "rolled back: " + one.summary();
      case DeploymentAborted one -> "aborted: " + one.summary();
    };
  }

  private static String step(String step, Direction direction) {
    return direction == Direction.FORWARD ? step : "%s (%s)".formatted(step, direction);
  }

  private static String because(String reason) {
    return reason.isBlank() ? "" : ": " + reason;
  }

  private static String due(@Nullable Instant at) {
    return at == null ? "" : ", due by " + at;
  }
}
