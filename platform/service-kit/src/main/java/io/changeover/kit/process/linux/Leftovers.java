package io.changeover.kit.process.linux;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a tool leaves running: members of its group, and whoever carries the mark of its run.
 *
 * @param group the tool's process id, which is its group's as well
 * @param daemonsMayStay whether only the group counts
 */
record Leftovers(long group, RunMark mark, boolean daemonsMayStay) {
  /** How long a child may live on by itself once the tool has ended. */
  static final Duration LONGEST_SETTLING = Duration.ofSeconds(3);

  /** Whoever starts others faster than they are ended is told as such. */
  private static final int MOST_ROUNDS = 20;

  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** Those that live now. */
  SortedSet<Long> now() {
    SortedSet<Long> living = new TreeSet<>(ProcessTable.members(group));
    if (!daemonsMayStay) {
      living.addAll(mark.living());
    }
    return living;
  }

  /**
   * Those that do not end by themselves within {@link #LONGEST_SETTLING}.
   *
   * @param ended when the tool itself did, by {@link System#nanoTime()}
   */
  SortedSet<Long> settled(long ended) throws InterruptedException {
    SortedSet<Long> living = now();
    while (!living.isEmpty() && System.nanoTime() - ended < LONGEST_SETTLING.toNanos()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while a tool's children were to end");
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      if (living.stream().noneMatch(ProcessTable::alive)) {
        living = now();
      }
    }
    living.removeIf(pid -> !ProcessTable.alive(pid));
    return living;
  }

  /**
   * Returns when none lives.
   *
   * @param others processes that are known to belong to the tool
   * @throws IllegalStateException when one does not die
   */
  void end(List<Long> others) {
    SortedSet<Long> living = now();
    living.addAll(others);
    for (int round = 0; round < MOST_ROUNDS && !living.isEmpty(); round++) {
      ProcessGroups.end(group, living);
      living = now();
    }
    if (!living.isEmpty()) {
      throw new IllegalStateException(
          "a tool's processes start others faster than they are ended: " + living);
    }
  }
}
