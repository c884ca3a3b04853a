package io.changeover.rollout.linux;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import io.changeover.rollout.Deadline;
import io.changeover.rollout.InstanceProcess;
import io.changeover.rollout.Pause;
import io.changeover.rollout.RolloutSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Ends a process and everything in its group and session. */
@Component
final class ProcessEnding {
  /** How long a killed process may take to be gone. */
  private static final Duration KILL_GRACE = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final ProcessTable table = new ProcessTable();
  private final Pause pause;
  private final Duration grace;

  ProcessEnding(Pause pause, RolloutSettings settings) {
    this.pause = pause;
    this.grace = settings.stopGrace();
  }

  void end(InstanceProcess process) throws StepFailure, InterruptedException {
    // Taken first: once the leader is gone its descendants outside the group cannot be found.
    Predicate<ProcessTable.Row> belongs = belongingTo(process);
    signal(belongs, ProcessHandle::destroy);
    if (!gone(belongs, grace, row -> {})
        && !gone(belongs, KILL_GRACE, ProcessHandle::destroyForcibly)) {
      throw new StepFailure(
          FailureCode.TOOL_FAILED,
          "Process %d of the installation cannot be ended.".formatted(process.pid()),
          "Look at the process by hand; it may hang in the kernel or belong to another user.");
    }
  }

  private boolean gone(
      Predicate<ProcessTable.Row> belongs, Duration within, Consumer<ProcessHandle> meanwhile)
      throws InterruptedException {
    Deadline deadline = Deadline.in(within);
    while (table.all().stream().anyMatch(belongs)) {
      if (deadline.passed()) {
        return false;
      }
      signal(belongs, meanwhile);
      pause.lasting(BETWEEN_LOOKS);
    }
    return true;
  }

  private void signal(Predicate<ProcessTable.Row> belongs, Consumer<ProcessHandle> how) {
    table.all().stream()
        .filter(belongs)
        .map(row -> ProcessHandle.of(row.pid()))
        .flatMap(Optional::stream)
        .forEach(how);
  }

  private Predicate<ProcessTable.Row> belongingTo(InstanceProcess process) {
    Set<ProcessTable.Identity> descendants =
        ProcessHandle.of(process.pid()).stream()
            .flatMap(ProcessHandle::descendants)
            .map(child -> table.find(child.pid()))
            .flatMap(Optional::stream)
            .map(ProcessTable.Row::identity)
            .collect(Collectors.toSet());
    // A group or session of that number can only be the process's own: it is never reused while
    // members of it live. Nothing that is older than the process belongs to it.
    return row ->
        row.start() >= process.start()
            && (row.pid() == process.pid()
                || row.group() == process.pid()
                || row.session() == process.pid()
                || descendants.contains(row.identity()));
  }
}
