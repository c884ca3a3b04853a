package io.changeover.orchestrator.rest;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Receipt;
import io.changeover.contracts.event.PricedLevel;
import io.changeover.contracts.plan.Waivers;
import io.changeover.core.Approval;
import io.changeover.core.Deployment;
import io.changeover.core.Failure;
import io.changeover.core.Outlook;
import io.changeover.core.TaskRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as REST shows it: where it stands, what was done, what is open, what comes next.
 *
 * @param receipt what the rehearsal has proved; null before it has passed, or without one
 * @param rehearsed what the receipt says, in words; empty without one
 * @param waive what the plan does without; null when it waives nothing
 * @param timeLeft how long what is left before the watch is expected to take, from {@code
 *     changedAt}; null when nothing is known
 */
public record DeploymentView(
    String id,
    String plan,
    String version,
    String planDigest,
    String environment,
    Map<String, String> targets,
    String reason,
    String requestedBy,
    Instant requestedAt,
    Instant changedAt,
    String state,
    @Nullable Phase phase,
    boolean ended,
    long sequence,
    String next,
    List<PhaseView> phases,
    List<TaskView> openTasks,
    List<ApprovalView> approvals,
    @Nullable Failure failure,
    @Nullable RollbackView rollback,
    @Nullable WatchView watch,
    List<PricedLevel> rollbackPrices,
    @Nullable Receipt receipt,
    List<String> rehearsed,
    @Nullable Waivers waive,
    @Nullable Duration timeLeft) {

  /** The view of a deployment. */
  public static DeploymentView of(Deployment state) {
    Map<String, String> targets = new TreeMap<>();
    state.plan().targets().forEach((alias, name) -> targets.put(alias.value(), name.value()));
    return new DeploymentView(
        state.id().value(),
        state.plan().name().value(),
        state.plan().version(),
        state.planDigest().value(),
        state.environment(),
        targets,
        state.reason(),
        state.requestedBy().name(),
        state.requestedAt(),
        state.changedAt(),
        state.state().word(),
        state.phase().orElse(null),
        state.ended(),
        state.sequence(),
        Outlook.next(state),
        Arrays.stream(Phase.values())
            .flatMap(phase -> PhaseView.of(state, phase).stream())
            .toList(),
        state.openTasks().map(TaskView::of).toList(),
        state.approvals().stream().map(ApprovalView::of).toList(),
        state.failure(),
        RollbackView.of(state),
        WatchView.of(state),
        Outlook.prices(state),
        state.receipt(),
        state.receipt() == null ? List.of() : state.receipt().lines(),
        state.plan().waivers(),
        Outlook.left(state, state.changedAt()).orElse(null));
  }

  /**
   * Something that a person is asked to do.
   *
   * @param due when it should be done; null when the plan does not say
   */
  public record TaskView(
      String id,
      String kind,
      String owner,
      String instruction,
      List<String> options,
      Instant openedAt,
      @Nullable Instant due) {
    static TaskView of(TaskRun task) {
      return new TaskView(
          task.id().value(),
          task.kind().word(),
          task.owner().value(),
          task.instruction(),
          task.options(),
          task.openedAt(),
          task.due());
    }
  }

  /** Somebody's agreement. */
  public record ApprovalView(
      String role, String by, Instant at, String reason, List<String> accepted) {
    static ApprovalView of(Approval approval) {
      return new ApprovalView(
          approval.role().value(),
          approval.by().name(),
          approval.at(),
          approval.reason(),
          approval.accepted());
    }
  }

  /** How far the watch has come. */
  public record WatchView(String window, int round, int roundsFailed) {
    static @Nullable WatchView of(Deployment state) {
      io.changeover.core.WatchRun watch = state.watch();
      return watch == null
          ? null
          : new WatchView(
              state.plan().windows().get(watch.window()).name(),
              watch.round(),
              watch.roundsFailed());
    }
  }

  /** The rollback that was decided. */
  public record RollbackView(
      int level, List<String> reasons, List<PricedLevel> prices, List<StepView> moves) {
    static @Nullable RollbackView of(Deployment state) {
      io.changeover.core.RollbackRun rollback = state.rollback();
      return rollback == null
          ? null
          : new RollbackView(
              rollback.level().number(),
              rollback.reasons(),
              rollback.prices(),
              rollback.moves().stream().map(move -> StepView.ofMove(state, move)).toList());
    }
  }

  /** The word for a direction that is not the usual one. */
  static @Nullable Direction unusual(Direction direction) {
    return direction == Direction.FORWARD ? null : direction;
  }
}
