package io.changeover.notification.postgres;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.json.Json;
import io.changeover.notification.delivery.ChannelKind;
import io.changeover.notification.delivery.Delivery;
import io.changeover.notification.delivery.DeliveryKind;
import io.changeover.notification.notice.Notice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads rows of the delivery table. */
final class DeliveryRows {
  private DeliveryRows() {}

  static Delivery read(ResultSet row) throws SQLException {
    Instant created = instant(row, "created_at");
    return new Delivery(
        row.getLong("id"),
        new DeploymentId(row.getString("deployment_id")),
        row.getLong("sequence"),
        ChannelKind.valueOf(row.getString("channel")),
        row.getString("address"),
        DeliveryKind.valueOf(row.getString("kind")),
        notice(row.getString("notice")),
        row.getInt("attempts"),
        row.getInt("failures"),
        instant(row, "failing_since"),
        created == null ? Instant.EPOCH : created);
  }

  private static @Nullable Notice notice(@Nullable String json) {
    return json == null ? null : Json.mapper().readValue(json, Notice.class);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
