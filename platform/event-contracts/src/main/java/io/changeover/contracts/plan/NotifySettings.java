package io.changeover.contracts.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told.
 *
 * @param slack null when nobody is told there
 * @param email addresses; empty when nobody is told so
 * @param contact who is asked, and how, as people write it; null when the plan names nobody
 */
public record NotifySettings(@Nullable Slack slack, List<String> email, @Nullable String contact) {
  public NotifySettings {
    email = List.copyOf(email);
  }

  /** Nobody is named to be asked. */
  public NotifySettings(@Nullable Slack slack, List<String> email) {
    this(slack, email, null);
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
