package io.changeover.orchestrator.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every item of an example's checklist is done by a step of its plan, or is a task of somebody. */
class CoverageTest {
  /** How many items each checklist has. */
  private static final Map<String, Integer> ITEMS =
      new TreeMap<>(
          Map.of("askproai", 41, "fulfillment", 119, "railway", 92, "tracehub", 130, "yukyu", 115));

  private static final int LEAST_AUTOMATED_PERCENT = 60;
  private static final int MOST_NOT_APPLICABLE_PERCENT = 3;

  static Stream<String> examples() {
    return ITEMS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void noItemIsLeftOut(String example) throws IOException {
    assertThat(Coverage.of(example).rows())
        .extracting(Coverage.Row::id)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, ITEMS.get(example))
                .mapToObj(number -> "%s-%03d".formatted(example, number))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyRowNamesStepsOfThePlan(String example) throws IOException {
    ExamplePlans plans = ExamplePlans.of(example);
    for (Coverage.Row row : Coverage.of(example).rows()) {
      switch (row.how()) {
        case "automated" -> assertThat(plans.machine()).as(row.id()).containsAll(row.steps());
        case "task" -> assertThat(plans.tasks()).as(row.id()).containsAll(row.steps());
        default -> assertThat(row.how()).as(row.id()).isEqualTo("not-applicable");
      }
      boolean outside = row.how().equals("not-applicable");
      assertThat(row.steps().isEmpty()).as(row.id()).isEqualTo(outside);
      assertThat(outside && row.note().isBlank()).as(row.id()).isFalse();
    }
  }

  /** What people are asked for, the checklist asks for as well. */
  @ParameterizedTest
  @MethodSource("examples")
  void everyTaskIsAnItem(String example) throws IOException {
    Set<String> named =
        Coverage.of(example).rows().stream()
            .flatMap(row -> row.steps().stream())
            .collect(Collectors.toSet());
    assertThat(named).containsAll(ExamplePlans.of(example).people());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void mostIsAutomated(String example) throws IOException {
    isMostlyAutomated(example, Coverage.of(example));
  }

  @Test
  void mostOfAllChecklistsIsAutomated() throws IOException {
    List<Coverage.Row> all = new ArrayList<>();
    for (String example : ITEMS.keySet()) {
      all.addAll(Coverage.of(example).rows());
    }
    assertThat(all).hasSize(ITEMS.values().stream().mapToInt(Integer::intValue).sum());
    isMostlyAutomated("all checklists", new Coverage(all));
  }

  private static void isMostlyAutomated(String name, Coverage coverage) {
    coverage.say(name);
    assertThat(coverage.percent("automated")).isGreaterThanOrEqualTo(LEAST_AUTOMATED_PERCENT);
    assertThat(coverage.percent("not-applicable")).isLessThanOrEqualTo(MOST_NOT_APPLICABLE_PERCENT);
  }
}
