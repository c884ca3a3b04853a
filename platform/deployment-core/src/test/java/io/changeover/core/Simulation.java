package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.DeploymentRequested;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.plan.Plan;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.Waivers;
import io.changeover.contracts.report.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One deployment from its request to its end, in a world that follows from a seed: one thread, a
 * settable clock, specialists and a network that misbehave, operators who ask for anything, and an
 * orchestrator that dies before and after its commits.
 */
final class Simulation {
  private static final DeploymentId ID = new DeploymentId("0198-simulated");
  private static final List<Person> PEOPLE =
      List.of(
          Story.ASKER,
          Story.LEAD,
          Story.DBA,
          Story.person("eve", "technical-lead", "dba", "devops"),
          Story.person("fay"));
  private static final int STORMY_STEPS = 150;
  private static final int MOST_STEPS = 3_000;

  private final Random random;
  private final SimulatedSpecialists specialists;
  private final Invariants invariants = new Invariants();
  private final List<DeploymentEvent> log = new ArrayList<>();
  private final Deque<Input> redelivered = new ArrayDeque<>();
  private final boolean foldEachTime;
  private Instant now = Story.BEGIN;
  private Deployment state;

  Simulation(long seed, boolean foldEachTime) {
    this.foldEachTime = foldEachTime;
    random = new Random(seed);
    specialists = new SimulatedSpecialists(random);
    Plan plan = new RandomPlans(random).next();
    DeploymentRequested request =
        new DeploymentRequested(
            now, plan, DIGEST, "test", Map.of(), "simulated", Story.ASKER.actor());
    log.add(request);
    state = Evolution.begin(ID, request);
    Decision.Accepted begun = Lifecycle.start(ID, request);
    commit(begun.events().subList(1, begun.events().size()), begun.effects(), begun.next());
  }

  /** Approvals are bound to it; which one it is does not matter here. */
  private static final Digest DIGEST = Json.sha256(new byte[] {1});

  /** Runs to the end; the state that was reached. */
  Deployment run() {
    for (int step = 0; !state.ended(); step++) {
      assertThat(step).as("steps in state %s", state.state()).isLessThan(MOST_STEPS);
      if (step == STORMY_STEPS) {
        specialists.calm();
      }
      oneThing();
    }
    assertThat(Evolution.fold(ID, log)).as("the folded log").isEqualTo(state);
    lateComers();
    return state;
  }

  List<DeploymentEvent> log() {
    return log;
  }

  private void oneThing() {
    if (!redelivered.isEmpty()) {
      take(redelivered.poll());
    } else if (random.nextInt(specialists.calmNow() ? 400 : 20) == 0) {
      take(anything());
    } else if (personMustAct()) {
      take(helpful());
    } else {
      passTime();
    }
  }

  private boolean personMustAct() {
    boolean waits = state.inFlight().findAny().isEmpty() && specialists.next() == null;
    boolean forPeople =
        state.state() instanceof State.Paused || state.openTasks().findAny().isPresent();
    return forPeople && (waits || random.nextInt(4) == 0);
  }

  private void passTime() {
    Instant mail = specialists.next();
    Instant due = DueTime.of(state, now).orElse(null);
    if (due != null && (mail == null || due.isBefore(mail))) {
      now = due.isAfter(now) ? due : now;
      take(new Input.Tick());
      return;
    }
    assertThat(mail).as("nothing happens any more in %s", state.state()).isNotNull();
    now = mail.isAfter(now) ? mail : now;
    for (StepReport report : specialists.arrive(now)) {
      take(new Input.Reported(report));
    }
  }

  private void take(Input input) {
    boolean faulty = !specialists.calmNow();
    Decision decision = Lifecycle.decide(state, input, now);
    if (faulty && random.nextInt(15) == 0) {
      state = Evolution.fold(ID, log);
      if (input instanceof Input.Reported) {
        redelivered.add(input);
      }
      return;
    }
    switch (decision) {
      case Decision.Accepted accepted ->
          commit(accepted.events(), accepted.effects(), accepted.next());
      case Decision.Rejected rejected ->
          commit(List.of(rejected.record()), List.of(), Evolution.evolve(state, rejected.record()));
      case Decision.Duplicate duplicate -> {}
    }
    if (faulty && random.nextInt(15) == 0) {
      state = Evolution.fold(ID, log);
      if (input instanceof Input.Reported) {
        redelivered.add(input);
      }
    }
  }

  private void commit(List<DeploymentEvent> events, List<Effect> effects, Deployment next) {
    for (DeploymentEvent event : events) {
      Deployment before = state;
      state = Evolution.evolve(before, event);
      log.add(event);
      invariants.after(before, event, state);
    }
    assertThat(state).as("live and evolved").isEqualTo(next);
    if (foldEachTime) {
      assertThat(Evolution.fold(ID, log)).as("the folded log").isEqualTo(state);
    }
    invariants.atRest(state, now);
    Outlook.next(state);
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Send send -> {
          invariants.sent(send.command());
          specialists.post(send.command(), now);
        }
        case Effect.Cancel cancel -> specialists.post(cancel.message(), now);
      }
    }
  }

  /** What leads on, by somebody who may. */
  private Input helpful() {
    Person by = PEOPLE.get(1 + random.nextInt(3));
    if (state.state() instanceof State.Paused) {
      return new Input.Resume(by, "go on");
    }
    List<TaskRun> open = state.openTasks().toList();
    TaskRun task = open.get(random.nextInt(open.size()));
    if (task.kind() == TaskKind.APPROVAL) {
      List<String> accepted = random.nextInt(4) > 0 ? List.of(Waivers.BACKUP) : List.of();
      return new Input.Approve(by, state.planDigest(), random.nextInt(20) > 0, "read it", accepted);
    }
    if (task.kind() == TaskKind.DECISION) {
      return decision(by, task.id());
    }
    TaskOutcome outcome = random.nextInt(8) == 0 ? TaskOutcome.FAILED : TaskOutcome.DONE;
    return new Input.CompleteTask(by, task.id(), outcome, "seen to it", "");
  }

  private Input decision(Person by, TaskId task) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> new Input.Retry(by, anyStep(), "mended");
      case 3, 4 -> new Input.RollBack(by, anyLevel(), "go back");
      case 5 -> new Input.Abort(by, "enough");
      case 6 -> new Input.CompleteTask(by, task, TaskOutcome.ACCEPTED, "good enough", "");
      default -> new Input.CompleteTask(by, task, TaskOutcome.ROLLED_BACK_BY_HAND, "by hand", "");
    };
  }

  /** What somebody may ask for at any time, allowed or not. */
  private Input anything() {
    Person by = PEOPLE.get(random.nextInt(PEOPLE.size()));
    List<TaskOutcome> outcomes = List.of(TaskOutcome.values());
    return switch (random.nextInt(14)) {
      case 0, 1 -> new Input.Pause(by, "wait");
      case 2, 3 -> new Input.Resume(by, "go on");
      case 4 -> new Input.Abort(by, "enough");
      case 5 -> new Input.RollBack(by, anyLevel(), "go back");
      case 6 -> new Input.Retry(by, anyStep(), "again");
      case 7 -> new Input.AddNote(by, "seen");
      case 8 ->
          new Input.CompleteTask(
              by, anyTask(), outcomes.get(random.nextInt(outcomes.size())), "seen to it", "");
      case 9 -> new Input.Approve(by, Json.sha256(new byte[] {9}), true, "another plan");
      case 10, 11 -> new Input.Tick();
      case 12 -> new Input.Approve(by, state.planDigest(), random.nextInt(4) > 0, "read it");
      default -> new Input.AddNote(by, "seen again");
    };
  }

  private RollbackLevel anyLevel() {
    int level = random.nextInt(5);
    return level < 1 || level > 3 ? null : RollbackLevel.of(level);
  }

  private StepId anyStep() {
    List<StepId> failed =
        state.runs().values().stream()
            .filter(StepRun::failedForGood)
            .map(run -> run.key().step())
            .toList();
    if (!failed.isEmpty() && random.nextInt(8) > 0) {
      return failed.get(random.nextInt(failed.size()));
    }
    List<StepId> all = state.plan().allSteps().map(PlanStep::id).toList();
    return all.isEmpty() ? new StepId("nothing") : all.get(random.nextInt(all.size()));
  }

  private TaskId anyTask() {
    List<TaskId> all = List.copyOf(state.tasks().keySet());
    return all.isEmpty() ? new TaskId("nothing") : all.get(random.nextInt(all.size()));
  }

  /** Whatever arrives after the end changes nothing. */
  private void lateComers() {
    State end = state.state();
    while (specialists.next() != null) {
      now = now.plus(Duration.ofMinutes(1));
      specialists.arrive(now).forEach(report -> take(new Input.Reported(report)));
    }
    for (int request = 0; request < 5; request++) {
      take(anything());
    }
    assertThat(state.state()).isEqualTo(end);
    assertThat(DueTime.of(state, now)).isEmpty();
  }
}
