package io.changeover.core;

import io.changeover.contracts.Actor;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Role;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.event.ApprovalGranted;
import io.changeover.contracts.event.DeploymentRejected;
import io.changeover.contracts.event.DeploymentRolledBack;
import io.changeover.contracts.event.DeploymentSucceeded;
import io.changeover.contracts.event.StepFailed;
import io.changeover.contracts.event.StepSucceeded;
import io.changeover.contracts.event.TaskCompleted;
import io.changeover.contracts.event.TaskOpened;
import io.changeover.contracts.event.TaskWithdrawn;
import io.changeover.contracts.plan.ApprovalRule;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.Waivers;
import io.changeover.contracts.step.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people are asked for, and what follows from their answers. */
final class People {
  /** Everybody who may decide what the system cannot decide. */
  static final Role DECIDING = new Role("technical-lead");

  private People() {}

  static TaskId approvalTask(Role role) {
    return new TaskId("approve." + role.value());
  }

  static TaskId signOffTask(Role role) {
    return new TaskId("sign-off." + role.value());
  }

  /** Asks a person for a step of the plan; completes it at once where the plan says so. */
  static void ask(Turn turn, PlanStep step, Task task) {
    TaskId id = new TaskId(step.id().value());
    Duration due = task.due();
    turn.emit(
        new TaskOpened(
            turn.now(),
            id,
            TaskKind.STEP,
            task.owner(),
            task.instruction(),
            List.of(),
            due == null ? null : turn.now().plus(due)));
    String inTheNameOf = task.autoCompleteBy();
    if (inTheNameOf != null) {
      Actor by = new Actor(inTheNameOf, true);
      turn.emit(
          new TaskCompleted(
              turn.now(), id, TaskOutcome.DONE, by, "Completed automatically, as planned.", ""));
      stepSucceeded(turn, step.id());
    }
  }

  static void askForApproval(Turn turn, ApprovalRule rule) {
    String instruction =
        "Agree to %s %s on %s (%d of role %s), or refuse."
            .formatted(
                turn.state().plan().name(),
                turn.state().plan().version(),
                turn.state().environment(),
                rule.count(),
                rule.role());
    turn.emit(
        new TaskOpened(
            turn.now(),
            approvalTask(rule.role()),
            TaskKind.APPROVAL,
            rule.role(),
            instruction + whatToKnow(turn.state()),
            List.of()));
  }

  /** What was rehearsed and what is gone without, each in a line of its own. */
  private static String whatToKnow(Deployment state) {
    Stream<String> waived =
        state.plan().waivesBackup()
            ? Stream.of(
                waiver(state) + " Whoever agrees accepts '%s' by name.".formatted(Waivers.BACKUP))
            : Stream.of();
    Stream<String> rehearsed =
        Optional.ofNullable(state.receipt()).stream().flatMap(receipt -> receipt.lines().stream());
    return Stream.concat(waived, rehearsed).map(line -> "\n" + line).collect(Collectors.joining());
  }

  static void askForSignOff(Turn turn, Role role) {
    turn.emit(
        new TaskOpened(
            turn.now(),
            signOffTask(role),
            TaskKind.SIGN_OFF,
            role,
            "Put your name to the result.",
            List.of()));
  }

  static void approve(Turn turn, Input.Approve asked) {
    Deployment state = turn.state();
    if (!(state.state() instanceof State.AwaitingApproval)) {
      throw new Refused(
          RejectionReason.Code.WRONG_STATE,
          "Nobody is asked to agree now; the deployment is %s.".formatted(state.state().word()));
    }
    if (!asked.planDigest().equals(state.planDigest())) {
      throw new Refused(
          RejectionReason.Code.STALE_DIGEST,
          "The agreement names plan %s but plan %s would run; read that one."
              .formatted(asked.planDigest(), state.planDigest()));
    }
    if (!asked.by().isNot(state.requestedBy())) {
      throw new Refused(
          RejectionReason.Code.OWN_DEPLOYMENT,
          "%s asked for this deployment; somebody else has to agree."
              .formatted(asked.by().actor().name()));
    }
    requireWaiversAccepted(state, asked);
    List<Role> roles = rolesStillNeeded(state, asked.by());
    if (roles.isEmpty()) {
      throw new Refused(
          RejectionReason.Code.WRONG_ROLE,
          "%s has no role whose agreement is still needed.".formatted(asked.by().actor().name()));
    }
    for (Role role : roles) {
      answer(turn, asked, role);
    }
  }

  private static void requireWaiversAccepted(Deployment state, Input.Approve asked) {
    if (asked.agrees()
        && state.plan().waivesBackup()
        && !asked.accepted().contains(Waivers.BACKUP)) {
      throw new Refused(
          RejectionReason.Code.WAIVER_NOT_ACCEPTED,
          "%s To agree, accept '%s' by name; or refuse.".formatted(waiver(state), Waivers.BACKUP));
    }
  }

  private static String waiver(Deployment state) {
    Waivers waivers = state.plan().waivers();
    return waivers == null || waivers.backup() == null
        ? ""
        : "The plan migrates without a backup, so there is no way back by level 3: %s."
            .formatted(waivers.backup());
  }

  private static List<Role> rolesStillNeeded(Deployment state, Person by) {
    return state.plan().approvals().stream()
        .map(ApprovalRule::role)
        .filter(by.roles()::contains)
        .filter(role -> openTask(state, approvalTask(role)).isPresent())
        .filter(role ->
            state.approvals().stream()
                .noneMatch(given -> given.role().equals(role) && !by.isNot(given.by())))
        .distinct()
        .toList();
  }

  private static void answer(Turn turn, Input.Approve asked, Role role) {
    Actor by = asked.by().actor();
    if (turn.state().ended()) {
      return;
    }
    if (!asked.agrees()) {
      withdrawOpenTasks(turn);
      turn.emit(new DeploymentRejected(turn.now(), role, by, asked.reason()));
      return;
    }
    turn.emit(
        new ApprovalGranted(
            turn.now(),
            role,
            turn.state().planDigest(),
            by,
            asked.reason(),
            turn.state().plan().waivesBackup() ? asked.accepted() : null));
    if (enough(turn.state(), role)) {
      turn.emit(
          new TaskCompleted(
              turn.now(), approvalTask(role), TaskOutcome.DONE, by, asked.reason(), ""));
    }
  }

  private static boolean enough(Deployment state, Role role) {
    long given = state.approvals().stream().filter(one -> one.role().equals(role)).count();
    return state.plan().approvals().stream()
        .filter(rule -> rule.role().equals(role))
        .allMatch(rule -> given >= rule.count());
  }

  static void complete(Turn turn, Input.CompleteTask asked) {
    TaskRun task =
        openTask(turn.state(), asked.task())
            .orElseThrow(() ->
                new Refused(
                    RejectionReason.Code.NO_SUCH_TASK,
                    "No task '%s' is open.".formatted(asked.task())));
    if (task.kind() == TaskKind.APPROVAL) {
      throw new Refused(
          RejectionReason.Code.WRONG_STATE,
          "An approval is given by an approval that names the plan's digest, not by completing a"
              + " task.");
    }
    if (!asked.by().roles().contains(task.owner())) {
      throw new Refused(
          RejectionReason.Code.WRONG_ROLE,
          "The task is for the role %s, which %s does not have."
              .formatted(task.owner(), asked.by().actor().name()));
    }
    checkOutcome(task, asked.outcome());
    turn.emit(
        new TaskCompleted(
            turn.now(),
            task.id(),
            asked.outcome(),
            asked.by().actor(),
            asked.note(),
            asked.evidence()));
    consequence(turn, task, asked);
  }

  private static void checkOutcome(TaskRun task, TaskOutcome outcome) {
    Set<TaskOutcome> allowed =
        switch (task.kind()) {
          case STEP -> Set.of(TaskOutcome.DONE, TaskOutcome.FAILED);
          case SIGN_OFF -> Set.of(TaskOutcome.DONE, TaskOutcome.FAILED);
          case APPROVAL -> Set.of();
          case DECISION -> Set.of(TaskOutcome.ACCEPTED, TaskOutcome.ROLLED_BACK_BY_HAND);
        };
    if (!allowed.contains(outcome)) {
      throw new Refused(
          RejectionReason.Code.WRONG_OUTCOME,
          "A %s task does not end as %s but as one of %s."
              .formatted(task.kind(), outcome, allowed.stream().sorted().toList()));
    }
  }

  private static void consequence(Turn turn, TaskRun task, Input.CompleteTask asked) {
    String who = asked.by().actor().name();
    switch (asked.outcome()) {
      case DONE -> {
        if (task.kind() == TaskKind.STEP) {
          stepSucceeded(turn, new StepId(task.id().value()));
        }
      }
      case FAILED -> {
        if (task.kind() == TaskKind.STEP) {
          stepFailed(turn, new StepId(task.id().value()), who, asked.note());
        }
      }
      case ACCEPTED ->
          turn.emit(
              new DeploymentSucceeded(
                  turn.now(), "%s lets the result stand: %s".formatted(who, asked.note())));
      case ROLLED_BACK_BY_HAND ->
          turn.emit(
              new DeploymentRolledBack(
                  turn.now(),
                  null,
                  "%s has led everything back by hand: %s".formatted(who, asked.note())));
    }
  }

  private static void stepSucceeded(Turn turn, StepId step) {
    StepRun run = turn.state().run(step).orElseThrow();
    turn.emit(
        new StepSucceeded(
            turn.now(),
            step,
            run.key().direction(),
            run.attempt(),
            run.dispatchedAt(),
            turn.now(),
            new Evidence.None(),
            List.of()));
  }

  private static void stepFailed(Turn turn, StepId step, String who, String note) {
    StepRun run = turn.state().run(step).orElseThrow();
    FailureReason reason =
        FailureReason.of(
            FailureCode.TASK_FAILED,
            "%s says that it could not be done: %s".formatted(who, note),
            "Do what is missing and start the deployment again.");
    turn.emit(
        new StepFailed(
            turn.now(),
            step,
            run.key().direction(),
            run.attempt(),
            run.dispatchedAt(),
            reason,
            List.of(),
            false));
  }

  static Optional<TaskRun> openTask(Deployment state, TaskId id) {
    return Optional.ofNullable(state.tasks().get(id)).filter(TaskRun::open);
  }

  static void withdrawOpenTasks(Turn turn) {
    turn.state().openTasks().toList().forEach(task -> withdraw(turn, task));
  }

  static void withdrawOpenDecisions(Turn turn) {
    turn.state()
        .openTasks()
        .filter(task -> task.kind() == TaskKind.DECISION)
        .toList()
        .forEach(task -> withdraw(turn, task));
  }

  private static void withdraw(Turn turn, TaskRun task) {
    turn.emit(new TaskWithdrawn(turn.now(), task.id()));
  }
}
