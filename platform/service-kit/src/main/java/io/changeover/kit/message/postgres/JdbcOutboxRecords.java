package io.changeover.kit.message.postgres;

import io.changeover.contracts.json.Json;
import io.changeover.kit.message.OutboxRecords;
import io.changeover.kit.message.WaitingRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/**
 * Deletes first and sends within the same transaction, which saves reading the rows by a statement
 * of its own: when the service dies in between, the deletion has not happened. Losing the deletion
 * of records that were sent would only send them again, so that commit does not wait for the disk.
 */
final class JdbcOutboxRecords implements OutboxRecords {
  private static final String BEGIN =
      """
      SELECT set_config('synchronous_commit', 'off', true),
             pg_advisory_xact_lock(hashtextextended(current_schema() || '.outbox', 0))
      """;

  private static final String NOT_WAITING_FOR_THE_DISK =
      "SELECT set_config('synchronous_commit', 'off', true)";

  private static final String TAKE =
      """
      DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT ?)
      RETURNING id, topic, record_key, headers, payload
      """;

  private static final String DELETE = "DELETE FROM outbox WHERE id = ANY (?::bigint[])";

  private static final String BACKLOG =
      """
      SELECT count(*), coalesce(extract(epoch FROM now() - min(added_at)), 0)
      FROM (SELECT added_at FROM outbox ORDER BY id LIMIT 10000) AS oldest
      """;

  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;

  JdbcOutboxRecords(JdbcTemplate jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public Sent take(int atMost, Function<List<WaitingRecord>, Collection<Long>> sending) {
    Attempt attempt =
        transactions.execute(transaction -> {
          Attempt tried = attempt(atMost, sending);
          if (!tried.sent().all()) {
            transaction.setRollbackOnly();
          }
          return tried;
        });
    if (!attempt.sent().all() && !attempt.arrived().isEmpty()) {
      Long[] arrived = attempt.arrived().toArray(Long[]::new);
      transactions.executeWithoutResult(_ -> jdbc.update(DELETE, (Object) arrived));
    }
    return attempt.sent();
  }

  @Override
  public void remove(Collection<Long> sent) {
    Long[] ids = sent.toArray(Long[]::new);
    transactions.executeWithoutResult(_ -> {
      jdbc.query(NOT_WAITING_FOR_THE_DISK, row -> {});
      jdbc.update(DELETE, (Object) ids);
    });
  }

  private record Attempt(Sent sent, Collection<Long> arrived) {}

  private Attempt attempt(int atMost, Function<List<WaitingRecord>, Collection<Long>> sending) {
    jdbc.query(BEGIN, row -> {});
    List<WaitingRecord> taken =
        jdbc.query(TAKE, (row, _) -> waiting(row), atMost).stream()
            .sorted(Comparator.comparingLong(WaitingRecord::id))
            .toList();
    Collection<Long> arrived = taken.isEmpty() ? List.of() : sending.apply(taken);
    return new Attempt(new Sent(taken.size(), arrived.size()), arrived);
  }

  private static WaitingRecord waiting(ResultSet row) throws SQLException {
    return new WaitingRecord(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        Json.mapper().readValue(row.getString(4), HEADERS),
        row.getString(5));
  }

  @Override
  public Backlog backlog() {
    return jdbc.query(BACKLOG, (row, _) -> new Backlog(row.getLong(1), row.getDouble(2)))
        .getFirst();
  }
}
