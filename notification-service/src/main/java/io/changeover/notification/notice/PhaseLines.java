package io.changeover.notification.notice;

import io.changeover.contracts.Phase;
import io.changeover.contracts.Progress;
import io.changeover.notification.view.DeploymentView;
import io.changeover.notification.view.Mark;
import io.changeover.notification.view.Origin;
import io.changeover.notification.view.PhaseView;
import io.changeover.notification.view.Retreat;
import io.changeover.notification.view.StepView;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One line for each phase: its mark, how long it took, what it is at. */
public final class PhaseLines {
  private static final long ALL_PERCENT = 100;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private PhaseLines() {}

  public static List<String> of(DeploymentView view) {
    List<String> lines = new ArrayList<>();
    for (PhaseView phase : view.phases()) {
      // What was not reached any more says nothing.
      if (phase.mark() != Mark.WAITING || !view.standing().ended()) {
        lines.add(line(view, phase));
      }
    }
    Retreat retreat = view.retreat();
    if (retreat != null) {
      lines.add(line(retreat));
    }
    return lines;
  }

  private static String line(DeploymentView view, PhaseView phase) {
    String name = phase.mark().sign() + " " + Wording.phase(phase.phase());
    return switch (phase.mark()) {
      case WAITING, UNDONE -> name;
      case RUNNING ->
          Wording.dotted(name, steps(view, phase.phase()), current(view, phase.phase()));
      case FAILED -> Wording.dotted(name, took(phase), culprits(view, phase.phase()));
      case DONE, WARNED -> Wording.dotted(name, took(phase), checks(view.steps(phase.phase())));
    };
  }

  private static String line(Retreat retreat) {
    boolean over = retreat.endedAt() != null;
    return Wording.dotted(
        (over ? Mark.UNDONE : Mark.RUNNING).sign() + " Rollback, " + retreat.level(),
        retreat.done() + " of " + Wording.count(retreat.moves(), "move"),
        Wording.between(retreat.startedAt(), retreat.endedAt()));
  }

  private static String took(PhaseView phase) {
    return Wording.between(phase.startedAt(), phase.endedAt());
  }

  private static String steps(DeploymentView view, Phase phase) {
    List<StepView> steps = view.steps(phase);
    return steps.isEmpty()
        ? ""
        : steps.stream().filter(StepView::done).count()
            + " of "
            + Wording.count(steps.size(), "step");
  }

  /** What is being done; people wait for the longest, so its progress is what they look for. */
  private static String current(DeploymentView view, Phase phase) {
    List<StepView> running =
        view.steps(phase).stream().filter(step -> step.mark() == Mark.RUNNING).toList();
    if (running.isEmpty()) {
      return "";
    }
    String more = running.size() == 1 ? "" : " and %d more".formatted(running.size() - 1);
    return running.getFirst().title() + progress(running.getFirst()) + more;
  }

  private static String progress(StepView step) {
    Progress progress = step.progress();
    if (progress == null) {
      return "";
    }
    return progress.total() == 0
        ? String.format(Locale.ROOT, " (%,d %s)", progress.done(), progress.unit())
        : String.format(
            Locale.ROOT,
            " (%d %% of %,d %s)",
            Math.min(ALL_PERCENT, progress.done() * ALL_PERCENT / progress.total()),
            progress.total(),
            progress.unit());
  }

  private static String culprits(DeploymentView view, Phase phase) {
    return view.steps(phase).stream()
        .filter(step -> step.mark() == Mark.FAILED)
        .map(StepView::title)
        .limit(2)
        .collect(Collectors.joining(", "));
  }

  static String checks(List<StepView> steps) {
    int passed = steps.stream().mapToInt(StepView::passed).sum();
    int warned = steps.stream().mapToInt(StepView::warned).sum();
    int failed = steps.stream().mapToInt(StepView::failed).sum();
    return Wording.dotted(
        passed == 0 ? "" : Wording.count(passed, "check") + " passed",
        warned == 0 ? "" : Wording.count(warned, "warning"),
        failed == 0 ? "" : failed + " failed");
  }

  /** What a team wants to know of a deployment so far: since when, how long it took, the backup. */
  static List<String> figures(DeploymentView view) {
    Origin origin = view.origin();
    List<String> lines = new ArrayList<>();
    if (origin != null) {
      lines.add("Started: %s by %s".formatted(TIME.format(origin.at()), origin.by().name()));
    }
    view.phase(Phase.MIGRATE)
        .filter(phase -> phase.endedAt() != null)
        .ifPresent(phase -> lines.add("Migration time: " + took(phase)));
    view.steps(Phase.BACKUP).stream()
        .filter(step -> step.done() && !step.result().isEmpty())
        .forEach(step -> lines.add("Backup: " + step.result()));
    return lines;
  }

  /** Since when a rollback goes on, or went on for how long. */
  static String figures(Retreat retreat) {
    return Wording.dotted(
        "Rollback began: " + TIME.format(retreat.startedAt()),
        retreat.endedAt() == null
            ? ""
            : "took " + Wording.between(retreat.startedAt(), retreat.endedAt()));
  }

  /** From the request to the end; empty before it. */
  static String took(DeploymentView view) {
    return view.origin() == null || view.endedAt() == null
        ? ""
        : Wording.duration(Duration.between(view.origin().at(), view.endedAt()));
  }
}
