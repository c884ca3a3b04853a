package io.changeover.kit.job;

import io.changeover.contracts.CommandId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that this worker holds, and the places for more. A job has a place until its handler has
 * returned; it is held until its end is committed.
 */
final class RunningJobs {
  private final Map<CommandId, RunningJob> held = new ConcurrentHashMap<>();
  private final Semaphore places;
  private final int sideBySide;

  RunningJobs(int sideBySide) {
    this.sideBySide = sideBySide;
    this.places = new Semaphore(sideBySide);
  }

  /** Takes up to that many free places, without waiting. */
  int reserve(int atMost) {
    int wanted = Math.min(atMost, sideBySide);
    for (int free = Math.min(wanted, places.availablePermits());
        free > 0;
        free = Math.min(wanted, places.availablePermits())) {
      if (places.tryAcquire(free)) {
        return free;
      }
    }
    return 0;
  }

  void giveBack(int count) {
    places.release(count);
  }

  void hold(RunningJob job) {
    held.put(job.claimed().key().command(), job);
  }

  /** Lets go of a job, unless a later claim of the same command is held. */
  void letGo(RunningJob job) {
    held.remove(job.claimed().key().command(), job);
  }

  Optional<RunningJob> find(CommandId command) {
    @Nullable RunningJob found = held.get(command);
    return Optional.ofNullable(found);
  }

  Collection<RunningJob> all() {
    return List.copyOf(held.values());
  }

  Set<CommandId> commands() {
    return Set.copyOf(held.keySet());
  }

  Map<CommandId, Long> fences() {
    Map<CommandId, Long> fences = new HashMap<>();
    held.forEach((command, job) -> fences.put(command, job.claimed().fence()));
    return fences;
  }

  /** How many handlers work now. */
  int working() {
    return sideBySide - places.availablePermits();
  }

  /** Waits until no handler works any more. No place is free after that. */
  boolean drained(Duration patience) throws InterruptedException {
    return places.tryAcquire(sideBySide, patience.toNanos(), TimeUnit.NANOSECONDS);
  }
}
