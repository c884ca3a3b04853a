package io.changeover.core;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Progress;
import io.changeover.contracts.command.CancelStep;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.report.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Specialists behind a bad network. Commands and reports are dropped, doubled, delayed and
 * overtaken; workers fail, fall silent, and die before and after they have reported.
 */
final class SimulatedSpecialists {
  private record Mail(Instant at, long order, Object message) implements Comparable<Mail> {
    @Override
    public int compareTo(Mail other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /** A job that a worker has in hand; its end is fixed once, and reported as often as asked. */
  private record Job(StepCommand command, Instant endsAt, StepReport end) {}

  private final Random random;
  private final PriorityQueue<Mail> mail = new PriorityQueue<>();
  private final Map<CommandId, Job> jobs = new HashMap<>();
  private long order;
  private boolean faulty = true;

  SimulatedSpecialists(Random random) {
    this.random = random;
  }

  /** From here on everybody answers. */
  void calm() {
    faulty = false;
  }

  boolean calmNow() {
    return !faulty;
  }

  void post(Object message, Instant now) {
    if (faulty && random.nextInt(8) == 0) {
      return;
    }
    deliver(message, now);
    if (faulty && random.nextInt(8) == 0) {
      deliver(message, now);
    }
  }

  private void deliver(Object message, Instant now) {
    long delay = faulty && random.nextInt(6) == 0 ? random.nextInt(120_000) : random.nextInt(50);
    mail.add(new Mail(now.plusMillis(delay), order++, message));
  }

  @Nullable Instant next() {
    return mail.isEmpty() ? null : mail.peek().at();
  }

  /** The reports that arrive at a time; commands that arrive then are taken in. */
  List<StepReport> arrive(Instant now) {
    List<StepReport> reports = new ArrayList<>();
    while (!mail.isEmpty() && !mail.peek().at().isAfter(now)) {
      switch (mail.poll().message()) {
        case StepReport report -> reports.add(report);
        case StepCommand command -> take(command, now);
        case CancelStep cancel -> cancel(cancel, now);
        default -> throw new IllegalStateException("no such mail");
      }
    }
    return reports;
  }

  private void take(StepCommand command, Instant now) {
    Job known = jobs.get(command.command());
    if (known != null) {
      if (!now.isBefore(known.endsAt())) {
        post(known.end(), now);
      }
      return;
    }
    if (faulty && random.nextInt(10) == 0) {
      return;
    }
    Instant ends = now.plus(lasting());
    StepReport end = end(command, ends);
    jobs.put(command.command(), new Job(command, ends, end));
    StepReport.Of of = Story.of(command);
    if (random.nextInt(3) == 0) {
      post(new StepReport.Started(of, now), now);
      post(new StepReport.Progressed(of, now, new Progress(1, 2, "rows", "")), now);
    }
    boolean diesBeforeItReports = faulty && random.nextInt(8) == 0;
    if (!diesBeforeItReports) {
      post(end, ends);
    }
  }

  private Duration lasting() {
    boolean tooLong = faulty && random.nextInt(30) == 0;
    return tooLong ? Duration.ofMinutes(20) : Duration.ofMillis(random.nextInt(60_000));
  }

  private StepReport end(StepCommand command, Instant at) {
    StepReport.Of of = Story.of(command);
    if (random.nextInt(faulty ? 14 : 40) == 0) {
      List<FailureCode> codes = List.of(FailureCode.values());
      FailureReason reason =
          FailureReason.of(codes.get(random.nextInt(codes.size())), "it broke", "mend it");
      return new StepReport.Failed(of, at, at, reason, List.of());
    }
    Shown shown =
        new Shown(
            random.nextInt(20) > 0,
            random.nextInt(6) > 0,
            random.nextInt(3) * 8L,
            random.nextInt(4) > 0,
            random.nextInt(10) > 0);
    return new StepReport.Succeeded(of, at, at, shown.of(command), List.of());
  }

  private void cancel(CancelStep cancel, Instant now) {
    Job job = jobs.get(cancel.command());
    if (job == null || !now.isBefore(job.endsAt()) || random.nextInt(4) == 0) {
      return;
    }
    FailureReason reason = FailureReason.of(FailureCode.CANCELLED, "told to stop", "nothing");
    StepReport end = new StepReport.Failed(Story.of(job.command()), now, now, reason, List.of());
    jobs.put(cancel.command(), new Job(job.command(), now, end));
    post(end, now);
  }
}
