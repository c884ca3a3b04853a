package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Phase;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.event.ApprovalGranted;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.DeploymentSucceeded;
import io.changeover.contracts.event.PhaseStarted;
import io.changeover.contracts.event.RollbackCompleted;
import io.changeover.contracts.event.RollbackDecided;
import io.changeover.contracts.event.RollbackMove;
import io.changeover.contracts.event.StepDispatched;
import io.changeover.contracts.event.StepSucceeded;
import io.changeover.contracts.plan.ApprovalRule;
import io.changeover.contracts.plan.PlanStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold of every deployment, whatever happens to it. */
final class Invariants {
  private final Set<CommandId> dispatched = new HashSet<>();
  private final Map<CommandId, StepCommand> sent = new HashMap<>();
  private final List<String> doneSinceDecision = new ArrayList<>();

  /** After each event. */
  void after(Deployment before, DeploymentEvent event, Deployment after) {
    assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
    if (before.ended()) {
      assertThat(after.state()).as("terminal is final").isEqualTo(before.state());
    }
    if (after.ended() && after.changed()) {
      assertThat(after.state())
          .as("after a change")
          .isInstanceOfAny(State.RolledBack.class, State.Succeeded.class);
    }
    if (after.ended() && !before.ended()) {
      nothingIsLeft(after, event);
    }
    if (event instanceof DeploymentSucceeded && before.state() instanceof State.Working) {
      everythingDone(before);
    }
    switch (event) {
      case StepDispatched told -> dispatched(before, told);
      case PhaseStarted begun -> begun(before, begun.phase());
      case ApprovalGranted given -> granted(before, given);
      case RollbackDecided decided -> doneSinceDecision.clear();
      case StepSucceeded done -> doneSinceDecision.add(done.step() + "/" + done.direction());
      case RollbackCompleted completed -> rolledBack(before);
      default -> {}
    }
  }

  private static void everythingDone(Deployment state) {
    assertThat(state.plan().steps())
        .as("everything in the plan has succeeded")
        .allMatch(step -> state.run(step.id()).filter(StepRun::succeeded).isPresent());
    assertThat(state.runs().keySet())
        .as("and nothing of it was led back")
        .noneMatch(key -> key.direction() == Direction.BACK);
    assertThat(state.inFlight()).isEmpty();
    assertThat(state.openTasks()).isEmpty();
  }

  private void dispatched(Deployment before, StepDispatched told) {
    assertThat(dispatched.add(told.command())).as("%s is new", told.command()).isTrue();
    PlanStep step = before.plan().step(told.step()).orElse(null);
    if (step == null || told.direction() != Direction.FORWARD || !step.changes()) {
      return;
    }
    assertThat(before.runs().keySet())
        .as("nothing is led forward after it was led back")
        .noneMatch(key -> key.direction() == Direction.BACK);
    if (step.phase() == Phase.MIGRATE) {
      mayMigrate(before, step);
    }
  }

  /** A verified backup of each database, or its waiver accepted; a receipt where one is wanted. */
  private static void mayMigrate(Deployment before, PlanStep step) {
    Set<TargetAlias> backedUp =
        Advance.verifiedBackups(before).stream()
            .flatMap(backup -> backup.spec().targets().stream())
            .collect(Collectors.toSet());
    boolean accepted =
        before.plan().waivesBackup()
            && before.approvals().stream().anyMatch(given -> given.accepted().contains("backup"));
    assertThat(accepted || backedUp.containsAll(step.spec().targets()))
        .as("a verified backup of %s", step.spec().targets())
        .isTrue();
    if (before.plan().rehearsal() != null) {
      assertThat(before.receipt()).as("a receipt").isNotNull();
      assertThat(before.receipt().planDigest()).isEqualTo(before.planDigest());
    }
  }

  /** Nothing is left of a rehearsal; when it could not be dropped, the last word says so. */
  private static void nothingIsLeft(Deployment state, DeploymentEvent last) {
    if (state.run(RehearsalSteps.CLONE).isEmpty()) {
      return;
    }
    Optional<StepRun> drop = state.run(new StepId("rehearse.drop"));
    assertThat(drop).as("the scratch database was to be dropped").isPresent();
    if (!drop.get().succeeded()) {
      assertThat(last.toString()).contains("could not be dropped");
    }
  }

  private static void begun(Deployment before, Phase phase) {
    if (phase.compareTo(Phase.APPROVE) <= 0) {
      return;
    }
    for (ApprovalRule rule : before.plan().approvals()) {
      long people =
          before.approvals().stream()
              .filter(given -> given.role().equals(rule.role()))
              .map(given -> given.by().name())
              .distinct()
              .count();
      assertThat(people).as("who agreed as %s", rule.role()).isGreaterThanOrEqualTo(rule.count());
    }
  }

  private static void granted(Deployment before, ApprovalGranted given) {
    assertThat(given.planDigest()).isEqualTo(before.planDigest());
    assertThat(given.by().name()).isNotEqualTo(before.requestedBy().name());
  }

  private void rolledBack(Deployment before) {
    RollbackRun rollback = before.rollback();
    assertThat(rollback).isNotNull();
    assertThat(doneSinceDecision)
        .as("every move was done, in order, and the look at the result came last")
        .containsExactlyElementsOf(rollback.moves().stream().map(Invariants::words).toList());
    boolean lookedLast = false;
    for (RollbackMove move : rollback.moves()) {
      boolean look = move.direction() == Direction.FORWARD;
      assertThat(lookedLast && !look).as("a move after a look").isFalse();
      lookedLast = look;
    }
    if (!Advance.verifiedBackups(before).isEmpty()) {
      assertThat(lookedLast).as("a look at the result").isTrue();
    }
  }

  private static String words(RollbackMove move) {
    return move.step() + "/" + move.direction();
  }

  /** After each decision that was committed. */
  void atRest(Deployment state, Instant now) {
    if (state.ended()) {
      return;
    }
    boolean somebody = state.openTasks().findAny().isPresent();
    boolean paused = state.state() instanceof State.Paused;
    assertThat(paused || somebody || DueTime.of(state, now).isPresent())
        .as("somebody or some time leads on from %s", state.state())
        .isTrue();
    DueTime.of(state, now)
        .filter(due -> state.inFlight().noneMatch(run -> !now.isBefore(run.deadline())))
        .ifPresent(due -> assertThat(due).as("the next look").isAfterOrEqualTo(now));
    if (state.state() instanceof State.NeedsHuman) {
      assertThat(somebody).as("a decision is open").isTrue();
    }
  }

  void sent(StepCommand command) {
    assertThat(dispatched).contains(command.command());
    StepCommand before = sent.putIfAbsent(command.command(), command);
    if (before != null) {
      assertThat(command).as("a repeat says the same").isEqualTo(before);
    }
  }
}
