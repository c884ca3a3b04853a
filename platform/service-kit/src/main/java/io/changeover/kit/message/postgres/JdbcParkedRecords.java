package io.changeover.kit.message.postgres;

import io.changeover.contracts.json.Json;
import io.changeover.kit.message.ParkedRecord;
import io.changeover.kit.message.ParkedRecords;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Parked records as a table. Each counts in the metric {@code changeover.parked.records}. */
final class JdbcParkedRecords implements ParkedRecords {
  /** The counter's name; its tag says which topic. */
  static final String METRIC = "changeover.parked.records";

  private static final Logger LOG = LoggerFactory.getLogger(JdbcParkedRecords.class);

  private static final String INSERT =
      """
      INSERT INTO parked_record
        (topic, record_partition, record_offset, record_key, headers, payload, reason)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private static final String LATEST =
      """
      SELECT topic, record_partition AS partition, record_offset AS offset, record_key AS key, headers,
             reason, parked_at AS "parkedAt", octet_length(payload) AS bytes
      FROM parked_record ORDER BY id DESC LIMIT ?
      """;

  private final JdbcTemplate jdbc;
  private final MeterRegistry meters;

  JdbcParkedRecords(JdbcTemplate jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.meters = meters;
  }

  @Override
  public void park(Collection<ParkedRecord> records) {
    for (ParkedRecord parked : records) {
      int kept =
          jdbc.update(
              INSERT,
              parked.topic(),
              parked.partition(),
              parked.offset(),
              storable(parked.key()),
              Json.canonical(parked.headers()),
              parked.bytes(),
              storable(parked.reason()));
      if (kept > 0) {
        meters.counter(METRIC, "topic", parked.topic()).increment();
        LOG.warn(
            "Parked {}-{}@{}: {}",
            parked.topic(),
            parked.partition(),
            parked.offset(),
            parked.reason());
      }
    }
  }

  /** PostgreSQL keeps no NUL in a text. */
  private static @Nullable String storable(@Nullable String text) {
    return text == null ? null : text.replace('\0', '\uFFFD');
  }

  @Override
  public List<Map<String, @Nullable Object>> latest(int atMost) {
    return jdbc.queryForList(LATEST, atMost);
  }
}
