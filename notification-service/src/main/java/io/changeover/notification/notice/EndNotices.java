package io.changeover.notification.notice;

import io.changeover.contracts.event.DeploymentRejected;
import io.changeover.notification.view.DeploymentView;
import io.changeover.notification.view.Origin;
import io.changeover.notification.view.Retreat;
import io.changeover.notification.view.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The end of a deployment. */
final class EndNotices {
  private EndNotices() {}

  static Notice succeeded(DeploymentView view) {
    return end(view, Tone.DONE, "Succeeded").saying(Wording.lines(view.summary()));
  }

  static Notice rolledBack(DeploymentView view) {
    List<String> lines = new ArrayList<>(Wording.lines(view.summary()));
    Trouble trouble = view.trouble();
    if (trouble != null) {
      lines.add("What went wrong: " + trouble.what());
    }
    Retreat retreat = view.retreat();
    if (retreat != null) {
      lines.add("Way back: %s".formatted(retreat.level()));
    }
    return end(view, Tone.GOING_BACK, "Rolled back, everything is as before")
        .saying(lines)
        .next(List.of("Find the cause in the deployment's report, then start again."));
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
