package io.changeover.orchestrator.deployment.postgres;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.json.Json;
import io.changeover.core.Deployment;
import io.changeover.core.History;
import io.changeover.orchestrator.deployment.Filter;
import io.changeover.orchestrator.deployment.Listed;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of deployments: what is locked, listed and woken. */
final class DeploymentRows {
  private static final String HEAD = "select id, sequence, last_hash from deployment ";

  private static final String INSERT =
      """
      insert into deployment (id, plan, version, plan_digest, environment, targets, reason,
                              requested_by, requested_at, state, ended, changed_at, wake_at,
                              sequence, last_hash)
      values (?, ?, ?, ?, ?, ?::text[], ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String UPDATE =
      """
      update deployment
      set state = row.state, ended = row.ended, changed_at = row.changed_at,
          wake_at = row.wake_at, sequence = row.sequence, last_hash = row.last_hash,
          history = row.history::json
      from unnest(?::text[], ?::text[], ?::boolean[], ?::timestamptz[], ?::timestamptz[],
                  ?::bigint[], ?::text[], ?::text[])
        as row(id, state, ended, changed_at, wake_at, sequence, last_hash, history)
      where deployment.id = row.id
      """;

  private static final String TAKE =
      "insert into live_target (target, deployment_id) values (?, ?) on conflict do nothing";

  private static final String LIST =
      """
      select id, plan, version, environment, targets, state, ended, requested_by, requested_at,
             changed_at, history
      from deployment
      where (?::text is null or state = ?) and (?::text is null or plan = ?)
        and (?::timestamptz is null or (requested_at, id) < (?, ?))
      order by requested_at desc, id desc limit ?
      """;

  private final JdbcTemplate jdbc;

  DeploymentRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Where a deployment's log ends. */
  record Head(DeploymentId id, long sequence, Digest lastHash) {}

  /** What a row becomes. */
  record Update(Deployment next, Optional<Instant> dueAt, Digest lastHash) {}

  List<Head> lock(Collection<DeploymentId> ids) {
    return jdbc.query(
        HEAD + "where id = any (?::text[]) order by id for update",
        (row, number) -> head(row),
        (Object) texts(ids));
  }

  Optional<Head> head(DeploymentId id) {
    return jdbc.query(HEAD + "where id = ?", (row, number) -> head(row), id.value()).stream()
        .findFirst();
  }

  List<Head> lockDue(Instant now, int limit) {
    return jdbc.query(
        HEAD + "where wake_at <= ? order by wake_at limit ? for update skip locked",
        (row, number) -> head(row),
        Timestamp.from(now),
        limit);
  }

  List<DeploymentId> due(Instant now, int limit) {
    return jdbc.query(
        "select id from deployment where wake_at <= ? order by wake_at limit ?",
        (row, number) -> new DeploymentId(row.getString("id")),
        Timestamp.from(now),
        limit);
  }

  void defer(DeploymentId id, Instant until) {
    jdbc.update(
        "update deployment set wake_at = ? where id = ?", Timestamp.from(until), id.value());
  }

  Optional<Instant> nextDue() {
    Timestamp next =
        jdbc.queryForObject(
            "select min(wake_at) from deployment where wake_at is not null", Timestamp.class);
    return Optional.ofNullable(next).map(Timestamp::toInstant);
  }

  void insert(Deployment next, Optional<Instant> dueAt, Digest lastHash) {
    jdbc.update(
        INSERT,
        next.id().value(),
        next.plan().name().value(),
        next.plan().version(),
        next.planDigest().value(),
        next.environment(),
        next.plan().targets().values().stream().map(TargetName::value).toArray(String[]::new),
        next.reason(),
        next.requestedBy().name(),
        Timestamp.from(next.requestedAt()),
        next.state().word(),
        next.ended(),
        Timestamp.from(next.changedAt()),
        dueAt.map(Timestamp::from).orElse(null),
        next.sequence(),
        lastHash.value());
  }

  /** Takes a target for a live deployment; answers who has it when somebody else does. */
  Optional<DeploymentId> take(TargetName target, DeploymentId by) {
    while (jdbc.update(TAKE, target.value(), by.value()) == 0) {
      List<DeploymentId> holders =
          jdbc.query(
              "select deployment_id from live_target where target = ?",
              (row, number) -> new DeploymentId(row.getString(1)),
              target.value());
      if (!holders.isEmpty()) {
        return Optional.of(holders.getFirst());
      }
      // The holder has ended in between: the target is free.
    }
    return Optional.empty();
  }

  void update(List<Update> updates) {
    jdbc.update(
        UPDATE,
        statement -> {
          Columns columns = new Columns(statement);
          columns.text(updates, update -> update.next().id().value());
          columns.text(updates, update -> update.next().state().word());
          columns.flags(updates, update -> update.next().ended());
          columns.times(updates, update -> Timestamp.from(update.next().changedAt()));
          columns.times(updates, update -> update.dueAt().map(Timestamp::from).orElse(null));
          columns.numbers("bigint", updates, update -> update.next().sequence());
          columns.text(updates, update -> update.lastHash().value());
          columns.text(updates, update -> history(update.next()));
        });
    List<DeploymentId> ended =
        updates.stream().map(Update::next).filter(Deployment::ended).map(Deployment::id).toList();
    if (!ended.isEmpty()) {
      jdbc.update(
          "delete from live_target where deployment_id = any (?::text[])", (Object) texts(ended));
    }
  }

  List<Listed> list(Filter filter) {
    Filter.Position before = filter.before();
    Timestamp time = before == null ? null : Timestamp.from(before.requestedAt());
    return jdbc.query(
        LIST,
        (row, number) -> listed(row),
        filter.state(),
        filter.state(),
        filter.plan(),
        filter.plan(),
        time,
        time,
        before == null ? null : before.id(),
        filter.limit());
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(
        new DeploymentId(row.getString("id")),
        row.getLong("sequence"),
        new Digest(row.getString("last_hash")));
  }

  /** What is told of a deployment when it has ended, as JSON. */
  private static @Nullable String history(Deployment next) {
    return next.ended() ? Json.mapper().writeValueAsString(History.of(next)) : null;
  }

  private static Listed listed(ResultSet row) throws SQLException {
    Array targets = row.getArray("targets");
    String history = row.getString("history");
    Instant changedAt = row.getTimestamp("changed_at").toInstant();
    return new Listed(
        new DeploymentId(row.getString("id")),
        row.getString("plan"),
        row.getString("version"),
        row.getString("environment"),
        List.of((String[]) targets.getArray()),
        row.getString("state"),
        row.getBoolean("ended"),
        row.getString("requested_by"),
        row.getTimestamp("requested_at").toInstant(),
        changedAt,
        row.getBoolean("ended") ? changedAt : null,
        history == null ? null : Json.mapper().readValue(history, History.class));
  }

  private static String[] texts(Collection<DeploymentId> ids) {
    return ids.stream().map(DeploymentId::value).distinct().toArray(String[]::new);
  }
}
