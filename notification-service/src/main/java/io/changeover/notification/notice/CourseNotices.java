package io.changeover.notification.notice;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.Phase;
import io.changeover.contracts.event.DeploymentRequested;
import io.changeover.contracts.event.RehearsalPassed;
import io.changeover.contracts.event.StepSucceeded;
import io.changeover.contracts.event.WatchWindowPassed;
import io.changeover.contracts.event.WatchWindowStarted;
import io.changeover.notification.view.DeploymentView;
import io.changeover.notification.view.Mark;
import io.changeover.notification.view.PhaseView;
import io.changeover.notification.view.StepView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A deployment on its way. */
final class CourseNotices {
  /** Steps that took longer are worth a line of their own. */
  private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

  private static final int MOST_STEPS_TOLD = 6;

  private CourseNotices() {}

  /** By mail only: in Slack the deployment's own message says it. */
  static Notice requested(DeploymentView view, DeploymentRequested event) {
    return Writing.notice(view, Tone.BEGUN, "Deployment started", Set.of(Outlet.MAIL))
        .with(Writing.facts(view))
        .saying(event.reason().isBlank() ? List.of() : List.of("Why: " + event.reason()))
        .next(NextStep.of(view))
        .showing(PhaseLines.of(view));
  }

  /** A phase of people only is told by what they are asked for. */
  static Optional<Notice> started(DeploymentView view, Phase phase) {
    int steps = view.steps(phase).size();
    if (steps == 0) {
      return Optional.empty();
    }
    String headline =
        Wording.dotted(Wording.phase(phase) + " started", Wording.count(steps, "step"));
    return Optional.of(Writing.notice(view, Tone.GOING_ON, headline, Writing.THREAD));
  }

  static Notice completed(DeploymentView view, Phase phase) {
    Optional<PhaseView> known = view.phase(phase);
    boolean warned = known.map(found -> found.mark() == Mark.WARNED).orElse(false);
    String headline =
        Wording.dotted(
            Wording.phase(phase) + " done",
            known.map(found -> Wording.between(found.startedAt(), found.endedAt())).orElse(""),
            PhaseLines.checks(view.steps(phase)));
    return Writing.notice(view, warned ? Tone.WARNING : Tone.DONE, headline, Writing.THREAD)
        .saying(worthTelling(view, phase));
  }

  private static List<String> worthTelling(DeploymentView view, Phase phase) {
    return view.steps(phase).stream()
        .flatMap(CourseNotices::lineIfWorthIt)
        .limit(MOST_STEPS_TOLD)
        .toList();
  }

  private static Stream<String> lineIfWorthIt(StepView step) {
    Instant from = step.startedAt();
    Instant to = step.endedAt();
    boolean took =
        from != null && to != null && Duration.between(from, to).compareTo(WORTH_TELLING) >= 0;
    return took || step.mark() == Mark.WARNED
        ? Stream.of(
            Wording.dotted(
                step.mark().sign() + " " + step.title(),
                Wording.between(from, to),
                step.warned() == 0 ? "" : Wording.count(step.warned(), "warning")))
        : Stream.empty();
  }

  static Optional<Notice> succeeded(DeploymentView view, StepSucceeded event) {
    return event.evidence() instanceof Evidence.Announcement(String message)
        ? Optional.of(announced(view, message))
        : Optional.empty();
  }

  /** A first line with an empty one below it is the subject, as in a commit's message. */
  private static Notice announced(DeploymentView view, String message) {
    List<String> lines = message.strip().lines().toList();
    boolean titled = lines.size() > 2 && lines.get(1).isBlank();
    List<String> said = new ArrayList<>(titled ? lines.subList(2, lines.size()) : lines);
    if (titled) {
      said.addAll(PhaseLines.figures(view));
    }
    String headline = titled ? lines.getFirst() : "Announcement";
    return Writing.notice(view, Tone.SAID, headline, Writing.BROADCAST_AND_MAIL).saying(said);
  }

  static Notice rehearsed(DeploymentView view, RehearsalPassed event) {
    return Writing.notice(view, Tone.DONE, "Rehearsal passed", Writing.THREAD)
        .saying(event.receipt().lines());
  }

  static Notice window(DeploymentView view, WatchWindowStarted event) {
    String headline =
        "Watch window %s started · %s"
            .formatted(event.window(), Wording.between(event.at(), event.until()));
    return Writing.notice(view, Tone.GOING_ON, headline, Writing.THREAD);
  }

  static Notice window(DeploymentView view, WatchWindowPassed event) {
    String headline =
        Wording.dotted(
            "Watch window %s passed".formatted(event.window()),
            Wording.count(event.rounds(), "round"),
            event.roundsFailed() == 0 ? "" : event.roundsFailed() + " failed");
    Tone tone = event.roundsFailed() == 0 ? Tone.DONE : Tone.WARNING;
    return Writing.notice(view, tone, headline, Writing.THREAD);
  }
}
