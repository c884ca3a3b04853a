package io.changeover.notification.slack;

import io.changeover.contracts.DeploymentId;
import java.util.Optional;

/** The messages of deployments, which are updated in place. */
public interface SlackMessages {
  /**
   * A message in Slack.
   *
   * @param channelId by which {@code chat.update} wants the channel named
   * @param ts its identity there
   */
  record Place(String channelId, String ts) {}

  Optional<Place> find(DeploymentId deployment, String channel);

  void save(DeploymentId deployment, String channel, Place place);

  /** Forgets a message that is gone. */
  void forget(DeploymentId deployment, String channel);
}
