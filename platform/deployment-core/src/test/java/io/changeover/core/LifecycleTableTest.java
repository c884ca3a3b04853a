package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Phase;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.event.DeploymentRequested;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the transition table in {@link Lifecycle}'s Javadoc against the code, cell by cell. */
class LifecycleTableTest {
  private static final Path SOURCE = Path.of("src/main/java/io/changeover/core/Lifecycle.java");
  private static final Instant LATER = Story.BEGIN.plus(Duration.ofDays(3));

  private record Row(String state, Map<String, String> cells) {}

  @TestFactory
  Stream<DynamicTest> everyCell() throws IOException {
    return rows().stream()
        .flatMap(row ->
            row.cells().entrySet().stream()
                .map(cell ->
                    DynamicTest.dynamicTest(
                        row.state() + " / " + cell.getKey() + ": " + cell.getValue(),
                        () -> check(row.state(), cell.getKey(), cell.getValue()))));
  }

  @Test
  void theTableHasEveryState() throws IOException {
    List<String> states = new ArrayList<>();
    leaves(State.class, states);
    assertThat(rows().stream().map(Row::state)).containsExactlyInAnyOrderElementsOf(states);
  }

  @TestFactory
  Stream<DynamicTest> everyStateHasAnAnswerToEveryInput() {
    return States.all().entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(entry.getKey(), () -> answersEverything(entry.getValue())));
  }

  private static void leaves(Class<?> type, List<String> into) {
    if (!type.isSealed()) {
      into.add(type.getSimpleName());
      return;
    }
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      leaves(permitted, into);
    }
  }

  private static List<Row> rows() throws IOException {
    List<String> lines =
        Files.readAllLines(SOURCE).stream()
            .filter(line -> line.contains(" | "))
            .map(line -> line.substring(line.indexOf('*') + 1))
            .toList();
    List<String> columns = cells(lines.getFirst());
    return lines.subList(1, lines.size()).stream().map(line -> row(columns, cells(line))).toList();
  }

  private static Row row(List<String> columns, List<String> cells) {
    Map<String, String> byColumn = new LinkedHashMap<>();
    for (int column = 1; column < columns.size(); column++) {
      byColumn.put(columns.get(column), cells.get(column));
    }
    return new Row(cells.getFirst(), byColumn);
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|")).map(String::strip).toList();
  }

  private static void check(String name, String input, String cell) {
    List<Deployment> states =
        States.all().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(name + " "))
            .map(Map.Entry::getValue)
            .toList();
    assertThat(states).as("states called %s", name).isNotEmpty();
    List<Boolean> accepted = new ArrayList<>();
    for (Deployment state : states) {
      assertThat(state.state().word()).isEqualTo(name);
      boolean taken =
          Lifecycle.decide(state, best(state, input), LATER) instanceof Decision.Accepted;
      accepted.add(taken);
      switch (cell) {
        case "no" -> assertThat(taken).isFalse();
        case "changed" -> assertThat(taken).isEqualTo(state.changed());
        case "yes", "failed" -> {}
        default -> throw new AssertionError("unknown cell " + cell);
      }
    }
    if (cell.equals("yes") || cell.equals("failed")) {
      assertThat(accepted).as("taken in one of them").contains(true);
    }
    if (cell.equals("failed")) {
      assertThat(retryOf(states.getFirst(), "disk")).isInstanceOf(Decision.Rejected.class);
    }
  }

  private static Decision retryOf(Deployment state, String step) {
    return Lifecycle.decide(state, new Input.Retry(Story.LEAD, new StepId(step), ""), LATER);
  }

  /** The input of that name that has the best chance in a state. */
  private static Input best(Deployment state, String input) {
    return switch (input) {
      case "approve" -> new Input.Approve(Story.LEAD, state.planDigest(), true, "fine");
      case "complete-task" -> complete(state);
      case "pause" -> new Input.Pause(Story.LEAD, "wait");
      case "resume" -> new Input.Resume(Story.LEAD, "go on");
      case "abort" -> new Input.Abort(Story.LEAD, "enough");
      case "roll-back" -> new Input.RollBack(Story.LEAD, null, "go back");
      case "retry" -> new Input.Retry(Story.LEAD, failed(state), "mended");
      default -> throw new AssertionError("unknown input " + input);
    };
  }

  private static Input complete(Deployment state) {
    TaskRun task = state.openTasks().findFirst().orElse(null);
    TaskId id = task == null ? new TaskId("nothing") : task.id();
    String role = task == null ? "dba" : task.owner().value();
    TaskOutcome outcome =
        task != null && task.kind() == TaskKind.DECISION ? TaskOutcome.ACCEPTED : TaskOutcome.DONE;
    return new Input.CompleteTask(Story.person("gil", role), id, outcome, "seen to it", "");
  }

  private static StepId failed(Deployment state) {
    return state.runs().values().stream()
        .filter(StepRun::failedForGood)
        .map(run -> run.key().step())
        .reduce((first, second) -> second)
        .orElse(new StepId("tables"));
  }

  private static void answersEverything(Deployment state) {
    List<Input> inputs = new ArrayList<>();
    for (String input :
        List.of("approve", "complete-task", "pause", "resume", "abort", "roll-back", "retry")) {
      inputs.add(best(state, input));
    }
    inputs.add(new Input.AddNote(Story.DBA, "seen"));
    inputs.add(new Input.Tick());
    for (StepCommand command : commands(state)) {
      Story story = Story.of(PlanSketch.usual());
      inputs.add(new Input.Reported(story.success(command)));
      inputs.add(new Input.Reported(story.failure(command, FailureCode.PARTIALLY_APPLIED)));
    }
    for (Input input : inputs) {
      switch (Lifecycle.decide(state, input, LATER)) {
        case Decision.Accepted accepted -> {
          Deployment folded = state;
          for (var event : accepted.events()) {
            folded = Evolution.evolve(folded, event);
          }
          assertThat(accepted.next()).isEqualTo(folded);
        }
        case Decision.Rejected rejected ->
            assertThat(rejected.reason().message()).as("an explained refusal").isNotBlank();
        case Decision.Duplicate duplicate -> assertThat(duplicate.what()).isNotBlank();
      }
    }
  }

  private static List<StepCommand> commands(Deployment state) {
    return state.runs().values().stream()
        .filter(run -> run.command() != null && state.plan().step(run.key().step()).isPresent())
        .map(run -> Commands.of(state, run))
        .toList();
  }

  /** Deployments in every state, by "State how-it-came-there". */
  private static final class States {
    private static PlanSketch withTasks() {
      PlanSketch sketch = PlanSketch.usual();
      for (Phase phase :
          List.of(
              Phase.PREFLIGHT,
              Phase.REHEARSE,
              Phase.BACKUP,
              Phase.MIGRATE,
              Phase.ROLLOUT,
              Phase.VALIDATE,
              Phase.FINISH)) {
        sketch.with(Steps.task("task-" + phase.word(), phase, "devops"));
      }
      return sketch;
    }

    static Map<String, Deployment> all() {
      Map<String, Deployment> all = new LinkedHashMap<>();
      Plan plan = withTasks().build();
      all.put(
          "Requested at-first",
          Evolution.begin(
              Story.ID,
              new DeploymentRequested(
                  Story.BEGIN,
                  plan,
                  Json.digestOf(plan),
                  "test",
                  Map.of(),
                  "why not",
                  Story.ASKER.actor())));
      for (Phase phase : Phase.values()) {
        State.Working working = State.of(phase);
        all.put(working.word() + " with-a-task", on().until(working.getClass()).state());
      }
      all.put("Paused early", on().when(new Input.Pause(Story.LEAD, "wait")).state());
      all.put("Paused failed", paused().state());
      all.put(
          "AssessingFailure changed",
          failing(withTasks()).until(State.AssessingFailure.class).state());
      all.put("RollingBack changed", failing(withTasks()).until(State.RollingBack.class).state());
      all.put("NeedsHuman asked", asked().state());
      all.put("Succeeded well", on().until(State.Succeeded.class).state());
      all.put("RolledBack all", failing(withTasks()).until(State.RolledBack.class).state());
      all.put("Failed early", on().fail("disk").until(State.Failed.class).state());
      all.put("Rejected once", rejected().state());
      all.put("Aborted early", aborted().state());
      return all;
    }

    private static Story on() {
      return Story.of(withTasks());
    }

    private static Story failing(PlanSketch sketch) {
      return Story.of(sketch).untilInFlight("tables").fail("tables");
    }

    private static Story paused() {
      return on().untilInFlight("tables").when(new Input.Pause(Story.LEAD, "wait")).fail("tables");
    }

    private static Story asked() {
      return failing(withTasks().askingEveryTime()).until(State.NeedsHuman.class);
    }

    private static Story rejected() {
      Story story = on().until(State.AwaitingApproval.class);
      return story.when(new Input.Approve(Story.LEAD, story.state().planDigest(), false, "no"));
    }

    private static Story aborted() {
      return on().when(new Input.Abort(Story.LEAD, "enough")).fail("disk");
    }
  }
}
