package io.changeover.notification.notice;

import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.event.DeploymentRejected;
import io.changeover.contracts.event.DeploymentRolledBack;
import io.changeover.notification.view.DeploymentView;
import io.changeover.notification.view.Origin;
import io.changeover.notification.view.Retreat;
import io.changeover.notification.view.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The end of a deployment. */
final class EndNotices {
  private EndNotices() {}

  static Notice succeeded(DeploymentView view) {
    List<String> lines = new ArrayList<>(Wording.lines(view.summary()));
    lines.addAll(PhaseLines.figures(view));
    return end(view, Tone.DONE, "Succeeded").saying(lines);
  }

  /** What the team asks after a rollback: why, what was done, whether it is sound, what next. */
  static Notice rolledBack(DeploymentView view, DeploymentRolledBack event) {
    List<String> lines = new ArrayList<>(Wording.lines(view.summary()));
    Retreat retreat = view.retreat();
    Trouble trouble = retreat == null ? view.trouble() : retreat.cause();
    if (trouble != null) {
      lines.add("Reason: " + trouble.what());
    }
    if (retreat != null) {
      lines.addAll(course(retreat, event.level() == null));
    }
    return end(view, Tone.GOING_BACK, "Rolled back, " + outcome(event.level()))
        .saying(lines)
        .next(afterwards(view));
  }

  private static String outcome(@Nullable RollbackLevel level) {
    return switch (level) {
      case null -> "somebody led it back by hand; nothing was compared";
      case TRAFFIC_BACK -> "users are back on the version before; the schema stays as migrated";
      case SCHEMA_DOWNGRADE, RESTORE -> "everything is as before";
    };
  }

  private static List<String> course(Retreat retreat, boolean endedByHand) {
    List<String> lines = new ArrayList<>();
    lines.add("Level: %s%s".formatted(retreat.level(), endedByHand ? ", ended by hand" : ""));
    lines.add(PhaseLines.figures(retreat));
    lines.addAll(listed("Why this level", retreat.reasons()));
    lines.addAll(listed("Actions taken", retreat.actions()));
    // What was seen before somebody's hand does not tell how it is after it.
    lines.addAll(listed("Verified afterwards", endedByHand ? List.of() : retreat.seen()));
    return lines;
  }

  private static List<String> listed(String heading, List<String> items) {
    return items.isEmpty()
        ? List.of()
        : Stream.concat(Stream.of(heading + ":"), items.stream().map(item -> "• " + item)).toList();
  }

  private static List<String> afterwards(DeploymentView view) {
    Origin origin = view.origin();
    String again =
        origin == null
            ? "Mend it, then start again."
            : "%s mends it and starts again; that is rehearsed and agreed to anew."
                .formatted(origin.by().name());
    List<String> next = List.of("Find the root cause in the deployment's report.", again);
    return Stream.concat(next.stream(), Writing.contact(view).stream()).toList();
  }

  static Notice failed(DeploymentView view) {
    Trouble trouble = view.trouble();
    return end(view, Tone.FAILED, "Failed, nothing was changed")
        .saying(Wording.lines(view.summary()))
        .next(trouble == null ? List.of() : Wording.lines(trouble.whatToDo()));
  }

  static Notice rejected(DeploymentView view, DeploymentRejected event) {
    String who = "Rejected as %s by %s".formatted(event.role(), event.by().name());
    return end(view, Tone.STOPPED, who).saying(Wording.lines(event.reason()));
  }

  static Notice aborted(DeploymentView view) {
    return end(view, Tone.STOPPED, "Aborted, nothing was changed")
        .saying(Wording.lines(view.summary()));
  }

  private static Notice end(DeploymentView view, Tone tone, String headline) {
    Set<Outlet> outlets = view.alerted() ? Writing.EVERYWHERE : Writing.BROADCAST_AND_MAIL;
    return Writing.notice(view, tone, Wording.dotted(headline, PhaseLines.took(view)), outlets)
        .with(facts(view))
        .showing(PhaseLines.of(view));
  }

  private static List<Fact> facts(DeploymentView view) {
    Origin origin = view.origin();
    if (origin == null) {
      return List.of();
    }
    String checks = PhaseLines.checks(view.steps());
    return Stream.concat(
            Writing.facts(origin).stream(),
            checks.isEmpty() ? Stream.empty() : Stream.of(new Fact("Checks", checks)))
        .toList();
  }
}
