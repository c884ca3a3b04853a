package io.changeover.orchestrator.deployment.postgres;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.contracts.EventId;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.LoggedEvent;
import io.changeover.contracts.json.UndecodableRecord;
import io.changeover.contracts.json.WireCodec;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The event table: one statement for all events of a transaction. */
final class EventRows {
  private static final String INSERT =
      """
      insert into event (deployment_id, sequence, id, type, version, at, causation, traceparent,
                         payload, previous, hash)
      select deployment_id, sequence, id, type, version, at, causation, traceparent,
             payload::json, previous, hash
      from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::integer[], ?::timestamptz[],
                  ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        as row(deployment_id, sequence, id, type, version, at, causation, traceparent,
               payload, previous, hash)
      """;

  private static final String AFTER =
      """
      select deployment_id, sequence, id, type, version, at, causation, traceparent, payload,
             previous, hash
      from event where deployment_id = ? and sequence > ? order by sequence limit ?
      """;

  private final JdbcTemplate jdbc;
  private final WireCodec codec;

  EventRows(JdbcTemplate jdbc, WireCodec codec) {
    this.jdbc = jdbc;
    this.codec = codec;
  }

  void insert(List<LoggedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    jdbc.update(
        INSERT,
        statement -> {
          Columns columns = new Columns(statement);
          columns.text(events, event -> event.deployment().value());
          columns.numbers("bigint", events, LoggedEvent::sequence);
          columns.text(events, event -> event.id().value());
          columns.text(events, event -> WireCodec.typeOf(event.event()));
          columns.numbers("integer", events, event -> WireCodec.versionOf(event.event()));
          columns.times(events, event -> Timestamp.from(event.event().at()));
          columns.text(events, LoggedEvent::causation);
          columns.text(events, LoggedEvent::traceparent);
          columns.text(
              events, event -> new String(codec.encode(event.event()), StandardCharsets.UTF_8));
          columns.text(events, event -> event.previous().value());
          columns.text(events, event -> event.hash().value());
        });
  }

  List<LoggedEvent> after(DeploymentId id, long sequence, int limit) {
    return jdbc.query(AFTER, (row, number) -> read(row), id.value(), sequence, limit);
  }

  private LoggedEvent read(ResultSet row) throws SQLException {
    return new LoggedEvent(
        new EventId(row.getString("id")),
        new DeploymentId(row.getString("deployment_id")),
        row.getLong("sequence"),
        row.getString("causation"),
        row.getString("traceparent"),
        decode(row),
        new Digest(row.getString("previous")),
        new Digest(row.getString("hash")));
  }

  private DeploymentEvent decode(ResultSet row) throws SQLException {
    String type = row.getString("type");
    try {
      byte[] payload = row.getString("payload").getBytes(StandardCharsets.UTF_8);
      return (DeploymentEvent) codec.decode(type, row.getInt("version"), payload);
    } catch (UndecodableRecord broken) {
      throw new DataIntegrityViolationException(
          "event %s of type %s in the log cannot be read".formatted(row.getString("id"), type),
          broken);
    }
  }
}
