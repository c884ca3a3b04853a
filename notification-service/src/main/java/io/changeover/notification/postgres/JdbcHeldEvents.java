package io.changeover.notification.postgres;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.json.UndecodableRecord;
import io.changeover.contracts.json.WireCodec;
import io.changeover.notification.delivery.HeldEvents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Held events in their wire form. */
@Repository
class JdbcHeldEvents implements HeldEvents {
  private static final String HOLD =
      """
      INSERT INTO held_event (deployment_id, sequence, type, version, body, held_at)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;
  private static final String KEPT_OF =
      "SELECT DISTINCT deployment_id FROM held_event WHERE deployment_id = ANY (?::text[])";
  private static final String TAKE =
      """
      DELETE FROM held_event WHERE deployment_id = ? AND sequence = ?
      RETURNING type, version, body
      """;
  private static final String LOWEST =
      "SELECT sequence FROM held_event WHERE deployment_id = ? ORDER BY sequence LIMIT 1";
  private static final String OLD =
      "SELECT DISTINCT deployment_id FROM held_event WHERE held_at <= ?";

  private final JdbcClient jdbc;
  private final WireCodec codec;

  JdbcHeldEvents(JdbcClient jdbc, WireCodec codec) {
    this.jdbc = jdbc;
    this.codec = codec;
  }

  @Override
  public void hold(DeploymentId deployment, long sequence, DeploymentEvent event, Instant now) {
    jdbc.sql(HOLD)
        .params(
            deployment.value(),
            sequence,
            WireCodec.typeOf(event),
            WireCodec.versionOf(event),
            codec.encode(event),
            Timestamp.from(now))
        .update();
  }

  @Override
  public Set<DeploymentId> keptOf(Collection<DeploymentId> deployments) {
    String[] ids = deployments.stream().map(DeploymentId::value).toArray(String[]::new);
    return jdbc.sql(KEPT_OF).param(ids).query((row, _) -> new DeploymentId(row.getString(1))).set();
  }

  @Override
  public Optional<DeploymentEvent> take(DeploymentId deployment, long sequence) {
    return jdbc.sql(TAKE)
        .params(deployment.value(), sequence)
        .query((row, _) -> decode(row))
        .optional();
  }

  private DeploymentEvent decode(ResultSet row) throws SQLException {
    try {
      return (DeploymentEvent)
          codec.decode(row.getString("type"), row.getInt("version"), row.getBytes("body"));
    } catch (UndecodableRecord changed) {
      throw new IllegalStateException("an event that was held can no longer be read", changed);
    }
  }

  @Override
  public Optional<Long> lowest(DeploymentId deployment) {
    return jdbc.sql(LOWEST).param(deployment.value()).query(Long.class).optional();
  }

  @Override
  public List<DeploymentId> heldSinceBefore(Instant time) {
    return jdbc.sql(OLD)
        .param(Timestamp.from(time))
        .query((row, _) -> new DeploymentId(row.getString(1)))
        .list();
  }
}
