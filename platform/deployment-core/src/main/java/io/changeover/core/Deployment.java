package io.changeover.core;

import io.changeover.contracts.Actor;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Receipt;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.plan.Plan;
import io.changeover.contracts.plan.PlanStep;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a plan, as its events tell it. Immutable; {@link Evolution} makes the next one.
 *
 * @param sequence of the newest event; 1 after the first
 * @param runs the newest attempt at each step and direction, in the order of first attempts
 * @param earlier attempts that have failed or switched a version, and whose place a later attempt
 *     has taken; in order, the first {@link #MOST_EARLIER}
 * @param failure why the deployment could not go on; null while it can
 * @param wish what a person asked for that is not done yet; null when nothing is
 * @param rollback what was decided; null while nothing was
 * @param watch null before the watch
 * @param receipt what the rehearsal proved; null before it has passed, or without one
 */
public record Deployment(
    DeploymentId id,
    long sequence,
    Plan plan,
    Digest planDigest,
    String environment,
    Map<String, String> parameters,
    String reason,
    Actor requestedBy,
    Instant requestedAt,
    Instant changedAt,
    State state,
    Map<RunKey, StepRun> runs,
    List<StepRun> earlier,
    Map<TaskId, TaskRun> tasks,
    Map<Phase, PhaseRun> phases,
    List<Approval> approvals,
    @Nullable Failure failure,
    @Nullable Wish wish,
    @Nullable RollbackRun rollback,
    @Nullable WatchRun watch,
    @Nullable Receipt receipt) {

  /** More are not kept: a watch may fail in a thousand rounds. */
  static final int MOST_EARLIER = 200;

  public Deployment {
    parameters = Map.copyOf(parameters);
    runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
    earlier = List.copyOf(earlier);
    tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
    approvals = List.copyOf(approvals);
  }

  /** Whether it has ended for good. */
  public boolean ended() {
    return state instanceof State.Terminal;
  }

  public Optional<StepRun> run(StepId step, Direction direction) {
    return Optional.ofNullable(runs.get(new RunKey(step, direction)));
  }

  /** The newest attempt at a step's way forward. */
  public Optional<StepRun> run(StepId step) {
    return run(step, Direction.FORWARD);
  }

  /** What a step's way forward has shown; empty when it has not succeeded. */
  public Optional<Evidence> evidence(StepId step) {
    return run(step).filter(StepRun::succeeded).map(StepRun::evidence);
  }

  /** The steps of a phase in the plan's order; for the watch those of the window under way. */
  public List<PlanStep> stepsOf(Phase phase) {
    if (phase == Phase.WATCH) {
      WatchRun now = watch;
      return now == null ? List.of() : plan.windows().get(now.window()).checks();
    }
    return plan.steps().stream().filter(step -> step.phase() == phase).toList();
  }

  /** Attempts from which a specialist's report is still to come. */
  public Stream<StepRun> inFlight() {
    return runs.values().stream().filter(run -> run.command() != null && run.inFlight());
  }

  public Stream<TaskRun> openTasks() {
    return tasks.values().stream().filter(TaskRun::open);
  }

  /**
   * Whether a step that changes something was begun: from here on there is something to lead back.
   */
  public boolean changed() {
    return plan.steps().stream()
        .filter(PlanStep::changes)
        .anyMatch(step -> runs.containsKey(RunKey.forward(step.id())));
  }

  /** The phase under way, or in which it failed or was paused. */
  public Optional<Phase> phase() {
    return phaseOf(state, phases);
  }

  static Optional<Phase> phaseOf(State state, Map<Phase, PhaseRun> phases) {
    return switch (state) {
      case State.Working working -> Optional.of(working.phase());
      case State.Paused paused -> Optional.of(paused.in().phase());
      case State.Requested requested -> Optional.empty();
      case State.AssessingFailure assessing -> last(phases);
      case State.RollingBack back -> last(phases);
      case State.NeedsHuman human -> last(phases);
      case State.Terminal ended -> last(phases);
    };
  }

  private static Optional<Phase> last(Map<Phase, PhaseRun> phases) {
    return phases.keySet().stream().reduce((first, second) -> second);
  }
}
