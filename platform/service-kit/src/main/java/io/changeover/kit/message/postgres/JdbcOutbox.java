package io.changeover.kit.message.postgres;

import io.changeover.contracts.json.Json;
import io.changeover.contracts.json.WireCodec;
import io.changeover.kit.message.CloudEventHeaders;
import io.changeover.kit.message.Outbox;
import io.changeover.kit.message.OutboxRelay;
import io.changeover.kit.message.OutgoingRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The outbox as a table. One statement for all records of a call. */
final class JdbcOutbox implements Outbox {
  private static final String INSERT =
      """
      INSERT INTO outbox (topic, record_key, headers, payload)
      SELECT topic, record_key, headers, payload
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[])
           WITH ORDINALITY AS added (topic, record_key, headers, payload, place)
      ORDER BY place
      """;

  private final JdbcTemplate jdbc;
  private final WireCodec codec;
  private final Clock clock;
  private final String source;
  private final OutboxRelay relay;

  JdbcOutbox(JdbcTemplate jdbc, WireCodec codec, Clock clock, String source, OutboxRelay relay) {
    this.jdbc = jdbc;
    this.codec = codec;
    this.clock = clock;
    this.source = source;
    this.relay = relay;
  }

  @Override
  public void add(List<OutgoingRecord> records) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("records are added to the outbox within a transaction only");
    }
    if (records.isEmpty()) {
      return;
    }
    jdbc.update(
        INSERT,
        records.stream().map(OutgoingRecord::topic).toArray(String[]::new),
        records.stream().map(OutgoingRecord::key).toArray(String[]::new),
        records.stream().map(this::headers).toArray(String[]::new),
        records.stream().map(this::payload).toArray(String[]::new));
    TransactionSynchronizationManager.registerSynchronization(new Wake(relay));
  }

  private String headers(OutgoingRecord outgoing) {
    return Json.canonical(CloudEventHeaders.of(outgoing, source, clock.instant()));
  }

  private String payload(OutgoingRecord outgoing) {
    byte[] bytes = codec.encode(outgoing.message());
    if (bytes.length > WireCodec.LARGEST_RECORD) {
      throw new IllegalArgumentException(
          "the record %s has %d bytes, too many to be sent".formatted(outgoing.id(), bytes.length));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private record Wake(OutboxRelay relay) implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      relay.wake();
    }
  }
}
