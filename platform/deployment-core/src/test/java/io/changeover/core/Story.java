package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Actor;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Role;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.DeploymentRequested;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.plan.Plan;
import io.changeover.contracts.report.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Given, when, then on decisions. After each input the log is folded and held against the state
 * that the decision gave.
 */
final class Story {
  static final DeploymentId ID = new DeploymentId("0198-story-0001");
  static final Instant BEGIN = Instant.parse("2026-03-01T20:00:00Z");
  static final Person ASKER = person("ann", "technical-lead", "dba", "devops");
  static final Person LEAD = person("bob", "technical-lead");
  static final Person DBA = person("cid", "dba", "devops");

  private final List<DeploymentEvent> log = new ArrayList<>();
  private final List<StepCommand> commands = new ArrayList<>();
  private final Shown shown;
  private final boolean folds;
  private Deployment state;
  private Instant now = BEGIN;
  private Decision last;

  private Story(Plan plan, Shown shown, boolean folds) {
    this.shown = shown;
    this.folds = folds;
    DeploymentRequested request =
        new DeploymentRequested(
            BEGIN, plan, Json.digestOf(plan), "test", Map.of(), "why not", ASKER.actor());
    Decision.Accepted begun = Lifecycle.start(ID, request);
    state = Evolution.begin(ID, request);
    log.add(request);
    last = begun;
    begun.events().stream().skip(1).forEach(this::append);
    holds(begun.next());
  }

  static Story of(PlanSketch sketch) {
    return new Story(sketch.build(), Shown.WELL, true);
  }

  static Story of(PlanSketch sketch, Shown shown) {
    return new Story(sketch.build(), shown, true);
  }

  /** For logs so long that folding them after each input would take for ever. */
  static Story unfolded(PlanSketch sketch) {
    return new Story(sketch.build(), Shown.WELL, false);
  }

  static Person person(String name, String... roles) {
    return new Person(
        Actor.person(name), Set.copyOf(List.of(roles).stream().map(Role::new).toList()));
  }

  Story when(Input input) {
    last = Lifecycle.decide(state, input, now);
    switch (last) {
      case Decision.Accepted accepted -> {
        accepted.events().forEach(this::append);
        holds(accepted.next());
        accepted.effects().stream()
            .filter(Effect.Send.class::isInstance)
            .forEach(effect -> commands.add(((Effect.Send) effect).command()));
      }
      case Decision.Rejected rejected -> append(rejected.record());
      case Decision.Duplicate duplicate -> {}
    }
    if (folds) {
      holds(Evolution.fold(ID, log));
    }
    return this;
  }

  private void append(DeploymentEvent event) {
    log.add(event);
    state = Evolution.evolve(state, event);
  }

  private void holds(Deployment other) {
    assertThat(other).isEqualTo(state);
    assertThat(other.runs().keySet()).containsExactlyElementsOf(state.runs().keySet());
    assertThat(other.phases().keySet()).containsExactlyElementsOf(state.phases().keySet());
  }

  Story later(Duration by) {
    now = now.plus(by);
    return this;
  }

  Story tick() {
    return when(new Input.Tick());
  }

  /** Lets time pass until something is due, and tells so. */
  Story due() {
    now = DueTime.of(state, now).orElseThrow();
    return tick();
  }

  Story succeed(String step) {
    return when(new Input.Reported(success(inFlight(step))));
  }

  Story fail(String step) {
    return fail(step, FailureCode.TOOL_FAILED);
  }

  Story fail(String step, FailureCode code) {
    return when(new Input.Reported(failure(inFlight(step), code)));
  }

  /** Fails with what a success would have shown. */
  Story failShowing(String step) {
    StepCommand command = inFlight(step);
    FailureReason reason = FailureReason.of(FailureCode.TARGET_UNREACHABLE, "it broke", "mend it");
    return when(
        new Input.Reported(
            new StepReport.Failed(of(command), now, now, reason, List.of(), shown.of(command))));
  }

  StepReport success(StepCommand command) {
    return new StepReport.Succeeded(of(command), now, now, shown.of(command), List.of());
  }

  StepReport failure(StepCommand command, FailureCode code) {
    FailureReason reason = FailureReason.of(code, "it broke", "mend it");
    return new StepReport.Failed(of(command), now, now, reason, List.of());
  }

  static StepReport.Of of(StepCommand command) {
    return new StepReport.Of(
        command.command(),
        command.deployment(),
        command.step(),
        command.direction(),
        command.attempt(),
        "worker-1");
  }

  StepCommand inFlight(String step) {
    return inFlight().stream()
        .filter(command -> command.step().value().equals(step))
        .findFirst()
        .orElseThrow(() -> new AssertionError(step + " is not in flight in " + state.state()));
  }

  List<StepCommand> inFlight() {
    return state.inFlight().map(run -> Commands.of(state, run)).toList();
  }

  /** Everything goes well until the deployment is in a state of that kind. */
  Story until(Class<? extends State> wanted) {
    for (int steps = 0; !wanted.isInstance(state.state()); steps++) {
      assertThat(steps).as("steps on the way to %s from %s", wanted, state.state()).isLessThan(200);
      oneStepOn();
    }
    return this;
  }

  /** Everything goes well until a step is in flight. */
  Story untilInFlight(String step) {
    for (int steps = 0; inFlight().stream().noneMatch(one -> one.step().value().equals(step)); ) {
      assertThat(steps++).as("steps on the way to %s in %s", step, state.state()).isLessThan(200);
      oneStepOn();
    }
    return this;
  }

  private void oneStepOn() {
    Optional<StepCommand> command = inFlight().stream().findFirst();
    Optional<TaskRun> task = state.openTasks().findFirst();
    if (command.isPresent()) {
      when(new Input.Reported(success(command.get())));
    } else if (task.isPresent() && task.get().kind() == TaskKind.APPROVAL) {
      when(new Input.Approve(LEAD, state.planDigest(), true, "read it"));
    } else if (task.isPresent()) {
      complete(task.get().id().value(), TaskOutcome.DONE);
    } else {
      due();
    }
    assertThat(last).as("%s", state.state()).isInstanceOf(Decision.Accepted.class);
  }

  Story complete(String task, TaskOutcome outcome) {
    Role owner = state.tasks().get(new TaskId(task)).owner();
    Person by = person("dan", owner.value());
    return when(new Input.CompleteTask(by, new TaskId(task), outcome, "seen to it", ""));
  }

  Story retry(String step) {
    return when(new Input.Retry(LEAD, new StepId(step), "mended"));
  }

  Story thenIn(Class<? extends State> wanted) {
    assertThat(state.state()).isInstanceOf(wanted);
    return this;
  }

  Story thenRefused(RejectionReason.Code code) {
    assertThat(last).isInstanceOf(Decision.Rejected.class);
    assertThat(((Decision.Rejected) last).reason().code()).isEqualTo(code);
    return this;
  }

  Story thenNothing() {
    assertThat(last).isInstanceOf(Decision.Duplicate.class);
    return this;
  }

  Story thenInFlight(String... steps) {
    assertThat(inFlight().stream().map(command -> command.step().value()))
        .containsExactlyInAnyOrder(steps);
    return this;
  }

  /** What was asked of specialists because of the newest input, as step/direction/attempt. */
  List<String> sent() {
    return effects().stream()
        .filter(Effect.Send.class::isInstance)
        .map(effect -> words(((Effect.Send) effect).command()))
        .toList();
  }

  /** All that was ever asked of specialists. */
  List<StepCommand> commands() {
    return List.copyOf(commands);
  }

  List<String> cancelled() {
    return effects().stream()
        .filter(Effect.Cancel.class::isInstance)
        .map(effect -> words(((Effect.Cancel) effect).running()))
        .toList();
  }

  private static String words(StepCommand command) {
    return "%s/%s/%d".formatted(command.step(), command.direction(), command.attempt());
  }

  private List<Effect> effects() {
    return last instanceof Decision.Accepted accepted ? accepted.effects() : List.of();
  }

  <E extends DeploymentEvent> List<E> events(Class<E> kind) {
    return log.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <E extends DeploymentEvent> E newest(Class<E> kind) {
    return events(kind).getLast();
  }

  Optional<StepRun> run(String step, Direction direction) {
    return state.run(new StepId(step), direction);
  }

  Deployment state() {
    return state;
  }

  List<DeploymentEvent> log() {
    return Collections.unmodifiableList(log);
  }

  Decision last() {
    return last;
  }

  Instant now() {
    return now;
  }
}
