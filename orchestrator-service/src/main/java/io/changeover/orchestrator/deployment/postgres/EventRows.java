package io.changeover.orchestrator.deployment.postgres;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.contracts.EventId;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.LoggedEvent;
import io.changeover.contracts.json.UndecodableRecord;
import io.changeover.contracts.json.WireCodec;
import io.changeover.orchestrator.deployment.HashChain;
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

  void insert(List<HashChain.Link> links) {
    if (links.isEmpty()) {
      return;
    }
    jdbc.update(
        INSERT,
        statement -> {
          Columns columns = new Columns(statement);
          columns.text(links, link -> link.event().deployment().value());
          columns.numbers("bigint", links, link -> link.event().sequence());
          columns.text(links, link -> link.event().id().value());
          columns.text(links, link -> WireCodec.typeOf(link.event().event()));
          columns.numbers("integer", links, link -> WireCodec.versionOf(link.event().event()));
          columns.times(links, link -> Timestamp.from(link.event().event().at()));
          columns.text(links, link -> link.event().causation());
          columns.text(links, link -> link.event().traceparent());
          columns.text(links, HashChain.Link::payload);
          columns.text(links, link -> link.event().previous().value());
          columns.text(links, link -> link.event().hash().value());
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
