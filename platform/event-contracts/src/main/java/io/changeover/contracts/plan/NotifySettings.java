package io.changeover.contracts.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told.
 *
 * @param slack null when nobody is told there
 * @param email addresses; empty when nobody is told so
 */
public record NotifySettings(@Nullable Slack slack, List<String> email) {
  public NotifySettings {
    email = List.copyOf(email);
  }

  /**
   * Channels.
   *
   * @param deployment where the deployment's message and its thread stand, such as
   *     #tracehub-deployment
   * @param alerts where failures are told besides; null for nowhere
   */
  public record Slack(String deployment, @Nullable String alerts) {}
}
