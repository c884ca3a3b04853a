package io.changeover.notification.postgres;

import io.changeover.contracts.DeploymentId;
import io.changeover.notification.slack.SlackMessages;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Slack messages as a table. */
@Repository
class JdbcSlackMessages implements SlackMessages {
  private static final String FIND =
      "SELECT channel_id, ts FROM slack_message WHERE deployment_id = ? AND channel = ?";
  private static final String SAVE =
      """
      INSERT INTO slack_message (deployment_id, channel, channel_id, ts) VALUES (?, ?, ?, ?)
      ON CONFLICT (deployment_id, channel)
      DO UPDATE SET channel_id = excluded.channel_id, ts = excluded.ts
      """;
  private static final String FORGET =
      "DELETE FROM slack_message WHERE deployment_id = ? AND channel = ?";

  private final JdbcClient jdbc;

  JdbcSlackMessages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Place> find(DeploymentId deployment, String channel) {
    return jdbc.sql(FIND)
        .params(deployment.value(), channel)
        .query((row, _) -> new Place(row.getString(1), row.getString(2)))
        .optional();
  }

  @Override
  public void save(DeploymentId deployment, String channel, Place place) {
    jdbc.sql(SAVE).params(deployment.value(), channel, place.channelId(), place.ts()).update();
  }

  @Override
  public void forget(DeploymentId deployment, String channel) {
    jdbc.sql(FORGET).params(deployment.value(), channel).update();
  }
}
