package io.changeover.kit.job.postgres;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.json.UndecodableRecord;
import io.changeover.contracts.json.WireCodec;
import io.changeover.contracts.report.StepReport;
import io.changeover.kit.job.ClaimedJob;
import io.changeover.kit.job.FinishedJob;
import io.changeover.kit.job.JobKey;
import io.changeover.kit.job.KnownReport;
import io.changeover.kit.job.NewJob;
import io.changeover.kit.job.Worker;
import io.changeover.kit.process.ProcessGroup;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between jobs and the columns of their table. */
final class JobRows {
  private static final Logger LOG = LoggerFactory.getLogger(JobRows.class);
  private static final String COMMAND_TYPE = "changeover.step.do";

  private final WireCodec codec;

  JobRows(WireCodec codec) {
    this.codec = codec;
  }

  static String[] ids(Collection<CommandId> commands) {
    return texts(commands, CommandId::value);
  }

  private static <T> String[] texts(Collection<T> from, Function<T, @Nullable String> column) {
    return from.stream().map(column).toArray(String[]::new);
  }

  Object[] insertArguments(Collection<NewJob> jobs, int claimable, String owner, double lease) {
    return new Object[] {
      claimable,
      owner,
      lease,
      texts(jobs, job -> job.command().command().value()),
      texts(jobs, job -> job.command().deployment().value()),
      texts(jobs, job -> job.command().step().value()),
      texts(jobs, job -> job.command().direction().word()),
      jobs.stream().map(job -> job.command().attempt()).toArray(Integer[]::new),
      texts(jobs, job -> Json.canonical(job.command())),
      texts(jobs, NewJob::traceparent)
    };
  }

  Object[] doneArguments(Collection<FinishedJob> jobs) {
    return new Object[] {
      texts(jobs, job -> job.key().command().value()),
      texts(jobs, job -> job.key().deployment().value()),
      texts(jobs, job -> job.key().step().value()),
      texts(jobs, job -> job.key().direction().word()),
      jobs.stream().map(job -> job.key().attempt()).toArray(Integer[]::new),
      texts(jobs, job -> WireCodec.typeOf(job.report())),
      texts(jobs, job -> Json.canonical(job.report()))
    };
  }

  Object[] finishArguments(Collection<FinishedJob> jobs) {
    return new Object[] {
      texts(jobs, job -> job.key().command().value()),
      jobs.stream().map(FinishedJob::fence).toArray(Long[]::new),
      texts(jobs, job -> WireCodec.typeOf(job.report())),
      texts(jobs, job -> Json.canonical(job.report()))
    };
  }

  /** A job that was claimed when it was added. */
  static ClaimedJob fresh(NewJob job) {
    return new ClaimedJob(
        JobKey.of(job.command()),
        job.command(),
        1,
        Duration.ZERO,
        false,
        List.of(),
        job.traceparent());
  }

  ClaimedJob claimed(ResultSet row, Worker worker) throws SQLException {
    JobKey key = JobKey.of(new CommandId(row.getString("command_id")));
    @Nullable String before = row.getString("lease_owner");
    // Elsewhere the numbers belong to other processes.
    boolean known = before != null && worker.sharesPlaceWith(before);
    return new ClaimedJob(
        key,
        command(key, row.getString("command")),
        row.getLong("fence"),
        Duration.ofMillis(Math.max(0, Math.round(row.getDouble("extract") * 1_000))),
        row.getBoolean("cancel_requested"),
        known ? groups(row.getString("process_groups")) : List.of(),
        row.getString("traceparent"));
  }

  private @Nullable StepCommand command(JobKey key, String json) {
    return (StepCommand) decoded(key, COMMAND_TYPE, json);
  }

  private static List<ProcessGroup> groups(String text) {
    return Arrays.stream(text.split(","))
        .filter(group -> !group.isEmpty())
        .map(ProcessGroup::parse)
        .toList();
  }

  /** Empty when the report is of a form that is not known any more. */
  Optional<KnownReport> report(ResultSet row) throws SQLException {
    JobKey key = JobKey.of(new CommandId(row.getString("command_id")));
    Object report = decoded(key, row.getString("report_type"), row.getString("report"));
    String traceparent = row.getString("traceparent");
    return Optional.ofNullable((StepReport) report)
        .map(known -> new KnownReport(key, known, traceparent));
  }

  private @Nullable Object decoded(JobKey key, String type, String json) {
    try {
      return codec.decode(type, 1, json.getBytes(StandardCharsets.UTF_8));
    } catch (UndecodableRecord old) {
      LOG.warn("What is kept of {} cannot be read", key.command(), old);
      return null;
    }
  }
}
