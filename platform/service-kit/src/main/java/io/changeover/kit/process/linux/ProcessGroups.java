package io.changeover.kit.process.linux;

import io.changeover.kit.process.ProcessGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ends process groups. Linux only. */
public final class ProcessGroups {
  /** How long a group has to end by itself once it was asked to. */
  public static final Duration GRACE = Duration.ofSeconds(2);

  /** How long the kernel may take to end a killed process before this gives up. */
  public static final Duration LONGEST_DYING = Duration.ofSeconds(20);

  /** Start times of one process differ by this much at most between two readings. */
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private ProcessGroups() {}

  /**
   * Kills what is left of a group that another, dead, process has started, and returns when none of
   * it runs any more. Does nothing when the leader's id belongs to a process that was started at
   * another time: ids are not given out again while a group of that id exists, so then the group is
   * gone. When the leader alone is gone, the other members are killed.
   *
   * @return how many processes were alive
   * @throws IllegalStateException when a process does not die
   */
  public static int kill(long pid, Instant startedAt) {
    if (isAnother(pid, startedAt)) {
      return 0;
    }
    List<Long> members = ProcessTable.members(pid);
    if (!members.isEmpty()) {
      end(pid, members);
    }
    return members.size();
  }

  /** See {@link #kill(long, Instant)}. */
  public static int kill(ProcessGroup group) {
    return kill(group.pid(), group.startedAt());
  }

  /** True when the process that was started then still runs; a zombie does not. */
  public static boolean runs(long pid, Instant startedAt) {
    return ProcessTable.alive(pid) && !isAnother(pid, startedAt);
  }

  /** True when the process of this id that runs now is not the one that was started then. */
  private static boolean isAnother(long pid, Instant startedAt) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().startInstant())
        .map(actual -> Duration.between(actual, startedAt).abs().compareTo(CLOCK_SLACK) > 0)
        .orElse(false);
  }

  /** Asks, waits, kills, and returns when neither the group nor the others live. */
  static void end(long group, Collection<Long> others) {
    boolean interrupted = Thread.interrupted();
    try {
      Signals.send(Signals.TERM, group, others);
      if (!isDead(group, others, GRACE)) {
        Signals.send(Signals.KILL, group, others);
        if (!isDead(group, others, LONGEST_DYING)) {
          throw new IllegalStateException("the process group " + group + " does not die");
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isDead(long group, Collection<Long> others, Duration patience) {
    long started = System.nanoTime();
    while (!living(group, others).isEmpty()) {
      if (System.nanoTime() - started > patience.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    return true;
  }

  private static List<Long> living(long group, Collection<Long> others) {
    List<Long> living = new ArrayList<>(ProcessTable.members(group));
    others.stream().filter(ProcessTable::alive).forEach(living::add);
    return living;
  }
}
