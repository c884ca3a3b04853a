package io.changeover.kit.message.postgres;

import io.changeover.kit.message.Inbox;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** The inbox as a table. */
final class JdbcInbox implements Inbox {
  /** The broker gives out no older records, so nothing older comes again. */
  static final Duration REMEMBERED = Duration.ofDays(8);

  private static final String INSERT =
      """
      INSERT INTO inbox (record_id) SELECT unnest(?::text[])
      ON CONFLICT DO NOTHING RETURNING record_id
      """;

  private static final String PRUNE =
      "DELETE FROM inbox WHERE seen_at < now() - make_interval(secs => ?)";

  private final JdbcTemplate jdbc;

  JdbcInbox(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Set<String> firstSeen(Collection<String> ids) {
    // In one order everywhere, so that two transactions never wait for each other.
    String[] ordered = new TreeSet<>(ids).toArray(String[]::new);
    return new HashSet<>(jdbc.query(INSERT, (row, _) -> row.getString(1), (Object) ordered));
  }

  void prune() {
    jdbc.update(PRUNE, (double) REMEMBERED.toSeconds());
  }
}
