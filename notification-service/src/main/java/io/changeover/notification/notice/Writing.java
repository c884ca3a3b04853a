package io.changeover.notification.notice;

import io.changeover.notification.view.DeploymentView;
import io.changeover.notification.view.Origin;
import java.util.List;
import java.util.Set;

/** Beginnings of notices. */
final class Writing {
  static final Set<Outlet> THREAD = Set.of(Outlet.THREAD);
  static final Set<Outlet> BROADCAST = Set.of(Outlet.BROADCAST);
  static final Set<Outlet> BROADCAST_AND_MAIL = Set.of(Outlet.BROADCAST, Outlet.MAIL);
  static final Set<Outlet> EVERYWHERE = Set.of(Outlet.BROADCAST, Outlet.ALERTS, Outlet.MAIL);

  private Writing() {}

  static Notice notice(DeploymentView view, Tone tone, String headline, Set<Outlet> outlets) {
    Origin origin = view.origin();
    return new Notice(
        tone,
        origin == null ? "" : origin.title(),
        headline,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        outlets);
  }

  /** Who and where, for messages that stand by themselves. */
  static List<Fact> facts(Origin origin) {
    return List.of(
        new Fact("Plan", origin.plan()),
        new Fact("Version", origin.version()),
        new Fact("Environment", origin.environment()),
        new Fact("Targets", String.join(", ", origin.targets())),
        new Fact("Started by", origin.by().name()));
  }

  static List<Fact> facts(DeploymentView view) {
    Origin origin = view.origin();
    return origin == null ? List.of() : facts(origin);
  }

  /** Whom to ask; nothing when the plan names nobody. */
  static List<String> contact(DeploymentView view) {
    Origin origin = view.origin();
    String contact = origin == null ? null : origin.contact();
    return contact == null ? List.of() : List.of("Contact: " + contact);
  }
}
