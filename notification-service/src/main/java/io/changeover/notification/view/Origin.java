package io.changeover.notification.view;

import io.changeover.contracts.Actor;
import io.changeover.contracts.event.DeploymentRequested;
import io.changeover.contracts.plan.NotifySettings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment's first event says.
 *
 * @param targets registered names
 * @param channel the Slack channel of its message; null when the plan names none
 * @param alerts the Slack channel for failures; null when the plan names none
 * @param emails addresses
 * @param contact who is asked; null when the plan names nobody
 */
public record Origin(
    Instant at,
    String plan,
    String version,
    String environment,
    List<String> targets,
    Actor by,
    String reason,
    @Nullable String channel,
    @Nullable String alerts,
    List<String> emails,
    @Nullable String contact) {

  static Origin of(DeploymentRequested event) {
    NotifySettings notify = event.plan().notifications();
    NotifySettings.Slack slack = notify.slack();
    return new Origin(
        event.at(),
        event.plan().name().value(),
        event.plan().version(),
        event.environment(),
        event.plan().targets().values().stream().map(Object::toString).distinct().toList(),
        event.by(),
        event.reason(),
        slack == null ? null : slack.deployment(),
        slack == null ? null : slack.alerts(),
        notify.email().stream().distinct().toList(),
        notify.contact());
  }

  /** What is deployed where, in a few words. */
  public String title() {
    return "%s %s → %s".formatted(plan, version, environment);
  }
}
