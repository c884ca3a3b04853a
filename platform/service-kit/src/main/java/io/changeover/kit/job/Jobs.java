package io.changeover.kit.job;

import io.changeover.contracts.CommandId;
import io.changeover.kit.process.ProcessGroup;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The jobs of a service. A claim raises the job's fence; what a worker says counts only with the
 * fence of its own claim. Leases run on the database's clock.
 */
public interface Jobs {
  /**
   * Adds the jobs that are not known yet, in the caller's transaction.
   *
   * @param claimable how many of them are claimed at once
   */
  Added add(Collection<NewJob> jobs, int claimable);

  /** The final reports of those of the commands that are done. */
  List<KnownReport> reports(Collection<CommandId> commands);

  /** Notes on open jobs that they are to be stopped, in the caller's transaction. */
  void requestCancel(Collection<CommandId> commands);

  /**
   * Adds jobs that are done before they were known, in the caller's transaction: a late command
   * then finds its report. Known ones stay as they are.
   *
   * @return those that were added
   */
  Set<CommandId> addDone(Collection<FinishedJob> jobs);

  /** Claims the oldest jobs that wait, or whose lease is over. */
  List<ClaimedJob> claim(int atMost, Collection<CommandId> except);

  /**
   * When the next lease of a job ends that is not among the given ones; empty when there is none.
   */
  Optional<Duration> nextExpiry(Collection<CommandId> except);

  /** Ends the leases of workers that are known to be dead. */
  int expire(Predicate<String> dead);

  /**
   * Prolongs leases.
   *
   * @param fences of this worker's claims
   * @return those that are still this worker's, each with whether it is to be cancelled
   */
  Map<CommandId, Boolean> renew(Map<CommandId, Long> fences);

  /**
   * Remembers which process groups work for a job.
   *
   * @return false when the job is not this worker's any more
   */
  boolean recordGroups(CommandId command, long fence, List<ProcessGroup> groups);

  /**
   * Ends jobs, in the caller's transaction.
   *
   * @return those that were still this worker's; what the others have led to does not count
   */
  Set<CommandId> finish(Collection<FinishedJob> jobs);

  /** Ends leases at once, so that another worker takes the jobs over. */
  void release(Map<CommandId, Long> fences);

  /** Forgets what was done longer ago. */
  void forgetDone(Duration age);

  /** What adding has led to: claims of this worker, and the number of those that wait. */
  record Added(List<ClaimedJob> claimed, Set<CommandId> waiting) {
    /** True when this was new. */
    public boolean isNew(CommandId command) {
      return waiting.contains(command)
          || claimed.stream().anyMatch(job -> job.key().command().equals(command));
    }
  }
}
