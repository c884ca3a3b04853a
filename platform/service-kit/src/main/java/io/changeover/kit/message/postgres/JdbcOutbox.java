package io.changeover.kit.message.postgres;

import io.changeover.contracts.json.Json;
import io.changeover.contracts.json.WireCodec;
import io.changeover.kit.message.CloudEventHeaders;
import io.changeover.kit.message.Outbox;
import io.changeover.kit.message.OutboxRelay;
import io.changeover.kit.message.OutgoingRecord;
import io.changeover.kit.message.WaitingRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
      RETURNING id
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
    List<Map<String, String>> headers = records.stream().map(this::headers).toList();
    List<String> payloads = records.stream().map(this::payload).toList();
    List<Long> ids =
        jdbc.query(
            INSERT,
            (row, _) -> row.getLong(1),
            records.stream().map(OutgoingRecord::topic).toArray(String[]::new),
            records.stream().map(OutgoingRecord::key).toArray(String[]::new),
            headers.stream().map(Json::canonical).toArray(String[]::new),
            payloads.toArray(String[]::new));
    List<WaitingRecord> waiting = new ArrayList<>(ids.size());
    for (int place = 0; place < ids.size(); place++) {
      OutgoingRecord outgoing = records.get(place);
      waiting.add(
          new WaitingRecord(
              ids.get(place),
              outgoing.topic(),
              outgoing.key(),
              headers.get(place),
              payloads.get(place)));
    }
    TransactionSynchronizationManager.registerSynchronization(new End(relay.expect(waiting)));
  }

  private Map<String, String> headers(OutgoingRecord outgoing) {
    return CloudEventHeaders.of(outgoing, source, clock.instant());
  }

  private String payload(OutgoingRecord outgoing) {
    if (outgoing.json() != null) {
      return outgoing.json();
    }
    byte[] bytes = codec.encode(outgoing.message());
    if (bytes.length > WireCodec.LARGEST_RECORD) {
      throw new IllegalArgumentException(
          "the record %s has %d bytes, too many to be sent".formatted(outgoing.id(), bytes.length));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private record End(OutboxRelay.Expected expected) implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      expected.committed();
    }

    @Override
    public void afterCompletion(int status) {
      if (status == STATUS_ROLLED_BACK) {
        expected.rolledBack();
      } else if (status == STATUS_UNKNOWN) {
        expected.unknown();
      }
    }
  }
}
