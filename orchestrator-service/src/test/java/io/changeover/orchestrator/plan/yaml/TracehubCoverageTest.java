package io.changeover.orchestrator.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.plan.Plan;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.step.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every item of TraceHub's checklist is done by a step of its plan, or is a task of somebody. */
class TracehubCoverageTest {
  private static final int ITEMS = 130;
  private static final List<Row> ROWS = new ArrayList<>();
  private static Plan plan;

  record Row(String id, String how, List<String> steps, String note) {}

  @BeforeAll
  static void read() throws IOException {
    plan = Reading.plan(Files.readString(Project.file("examples/tracehub/plan.yaml")), Map.of());
    List<String> lines = Files.readAllLines(Project.file("examples/tracehub/coverage.tsv"));
    assertThat(lines.getFirst()).isEqualTo("id\thow\tstep\tnote");
    ROWS.clear();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      assertThat(cells).as(line).hasSize(4);
      List<String> steps = cells[2].isEmpty() ? List.of() : List.of(cells[2].split(",", -1));
      ROWS.add(new Row(cells[0], cells[1], steps, cells[3]));
    }
  }

  @Test
  void noItemIsLeftOut() {
    assertThat(ROWS)
        .extracting(Row::id)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, ITEMS).mapToObj("tracehub-%03d"::formatted).toList());
  }

  @Test
  void everyRowNamesStepsOfThePlan() {
    Set<String> tasks =
        plan.allSteps()
            .filter(step -> step.spec() instanceof Task)
            .map(step -> step.id().value())
            .collect(Collectors.toSet());
    plan.approvals().forEach(rule -> tasks.add("approve." + rule.role()));
    plan.signOff().forEach(role -> tasks.add("sign-off." + role));
    Set<String> machine =
        plan.allSteps()
            .filter(step -> !(step.spec() instanceof Task))
            .map(step -> step.id().value())
            .collect(Collectors.toSet());
    for (Row row : ROWS) {
      switch (row.how()) {
        case "automated" -> assertThat(machine).as(row.id()).containsAll(row.steps());
        case "task" -> assertThat(tasks).as(row.id()).containsAll(row.steps());
        default -> assertThat(row.how()).as(row.id()).isEqualTo("not-applicable");
      }
      assertThat(row.steps().isEmpty()).as(row.id()).isEqualTo(row.how().equals("not-applicable"));
      assertThat(row.how().equals("not-applicable") && row.note().isEmpty()).as(row.id()).isFalse();
    }
  }

  /** A step that no item asks for is allowed only where it protects the ones that do. */
  @Test
  void everyTaskIsAnItem() {
    Set<String> named =
        ROWS.stream().flatMap(row -> row.steps().stream()).collect(Collectors.toSet());
    Stream<String> tasks =
        plan.allSteps()
            .filter(step -> step.spec() instanceof Task)
            .map(PlanStep::id)
            .map(Object::toString);
    assertThat(named).containsAll(tasks.toList());
  }

  @Test
  void mostIsAutomated() {
    long automated = ROWS.stream().filter(row -> row.how().equals("automated")).count();
    long outside = ROWS.stream().filter(row -> row.how().equals("not-applicable")).count();
    System.out.printf(
        "TraceHub: %d items, %d automated, %d tasks, %d not applicable%n",
        ROWS.size(), automated, ROWS.size() - automated - outside, outside);
    assertThat(100.0 * automated / ROWS.size()).isGreaterThanOrEqualTo(60);
    assertThat(100.0 * outside / ROWS.size()).isLessThanOrEqualTo(3);
  }
}
