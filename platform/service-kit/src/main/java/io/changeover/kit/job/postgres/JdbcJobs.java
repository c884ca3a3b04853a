package io.changeover.kit.job.postgres;

import io.changeover.contracts.CommandId;
import io.changeover.kit.job.ClaimedJob;
import io.changeover.kit.job.FinishedJob;
import io.changeover.kit.job.Jobs;
import io.changeover.kit.job.KnownReport;
import io.changeover.kit.job.NewJob;
import io.changeover.kit.job.Worker;
import io.changeover.kit.process.ProcessGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Jobs as a table, with one statement for each call whatever the number of jobs. */
final class JdbcJobs implements Jobs {
  private final JdbcTemplate jdbc;
  private final JobRows rows;
  private final Worker worker;
  private final double lease;

  JdbcJobs(JdbcTemplate jdbc, JobRows rows, Worker worker, Duration lease) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.worker = worker;
    this.lease = lease.toMillis() / 1_000.0;
  }

  @Override
  public Added add(Collection<NewJob> jobs, int claimable) {
    Map<String, NewJob> byId = new LinkedHashMap<>();
    jobs.forEach(job -> byId.putIfAbsent(job.command().command().value(), job));
    List<ClaimedJob> claimed = new ArrayList<>();
    Set<CommandId> waiting = new HashSet<>();
    jdbc.query(
        JobSql.INSERT,
        row -> {
          NewJob job = Objects.requireNonNull(byId.get(row.getString(1)));
          if (row.getString(2).equals("RUNNING")) {
            claimed.add(JobRows.fresh(job));
          } else {
            waiting.add(job.command().command());
          }
        },
        rows.insertArguments(byId.values(), claimable, worker.text(), lease));
    return new Added(claimed, waiting);
  }

  @Override
  public List<KnownReport> reports(Collection<CommandId> commands) {
    return jdbc
        .query(JobSql.REPORTS, (row, _) -> rows.report(row), (Object) JobRows.ids(commands))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public void requestCancel(Collection<CommandId> commands) {
    jdbc.update(JobSql.REQUEST_CANCEL, (Object) JobRows.ids(commands));
  }

  @Override
  public Set<CommandId> addDone(Collection<FinishedJob> jobs) {
    return idsOf(JobSql.INSERT_DONE, rows.doneArguments(jobs));
  }

  @Override
  public List<ClaimedJob> claim(int atMost, Collection<CommandId> except) {
    return jdbc.query(
        JobSql.CLAIM,
        (row, _) -> rows.claimed(row, worker),
        JobRows.ids(except),
        atMost,
        worker.text(),
        lease);
  }

  @Override
  public Optional<Duration> nextExpiry(Collection<CommandId> except) {
    return jdbc
        .query(
            JobSql.NEXT_EXPIRY,
            (row, _) -> row.getObject(1, Double.class),
            (Object) JobRows.ids(except))
        .stream()
        .flatMap(Stream::ofNullable)
        .map(seconds -> Duration.ofMillis(Math.max(0, Math.round(seconds * 1_000))))
        .findFirst();
  }

  @Override
  public int expire(Predicate<String> dead) {
    String[] owners =
        jdbc.query(JobSql.OWNERS, (row, _) -> row.getString(1)).stream()
            .filter(dead)
            .toArray(String[]::new);
    return owners.length == 0 ? 0 : jdbc.update(JobSql.EXPIRE, (Object) owners);
  }

  @Override
  public Map<CommandId, Boolean> renew(Map<CommandId, Long> fences) {
    // In one order everywhere, so that two statements hardly ever wait for each other.
    Map<CommandId, Long> mine = new TreeMap<>(Comparator.comparing(CommandId::value));
    mine.putAll(fences);
    Map<CommandId, Boolean> renewed = new HashMap<>();
    jdbc.query(
        JobSql.RENEW,
        row -> {
          renewed.put(new CommandId(row.getString(1)), row.getBoolean(2));
        },
        lease,
        JobRows.ids(mine.keySet()),
        mine.values().toArray(Long[]::new));
    return renewed;
  }

  @Override
  public boolean recordGroups(CommandId command, long fence, List<ProcessGroup> groups) {
    String text = groups.stream().map(ProcessGroup::text).collect(Collectors.joining(","));
    return jdbc.update(JobSql.RECORD_GROUPS, text, command.value(), fence) > 0;
  }

  @Override
  public Set<CommandId> finish(Collection<FinishedJob> jobs) {
    List<FinishedJob> ordered =
        jobs.stream().sorted(Comparator.comparing(job -> job.key().command().value())).toList();
    return idsOf(JobSql.FINISH, rows.finishArguments(ordered));
  }

  @Override
  public void release(Map<CommandId, Long> fences) {
    jdbc.update(JobSql.RELEASE, JobRows.ids(fences.keySet()), fences.values().toArray(Long[]::new));
  }

  @Override
  public void forgetDone(Duration age) {
    jdbc.update(JobSql.FORGET, (double) age.toSeconds());
  }

  private Set<CommandId> idsOf(String sql, Object... arguments) {
    return new HashSet<>(jdbc.query(sql, (row, _) -> new CommandId(row.getString(1)), arguments));
  }
}
