package io.changeover.orchestrator.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.orchestrator.plan.Finding;
import io.changeover.orchestrator.plan.PlanReader;
import io.changeover.orchestrator.plan.PlanReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadPlansTest {
  private static final PlanReader READER = new YamlPlanReader(new Structure());

  /** A new kind changes nothing in what is found. */
  private static final String KINDS = "Add one of: alembic, announce, .*";

  static Stream<BadPlans.BadPlan> plans() throws IOException {
    return BadPlans.read().plans().stream();
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyFindingIsToldWithItsPlace(BadPlans.BadPlan bad) {
    assertThat(findings(bad)).isEqualTo(bad.findings());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyFindingSaysWhatToDo(BadPlans.BadPlan bad) {
    assertThat(reading(bad))
        .extracting(Finding::hint)
        .allSatisfy(hint -> assertThat(hint).isNotBlank());
  }

  private static List<Finding> reading(BadPlans.BadPlan bad) {
    PlanReading reading = READER.read("bad.yaml", bad.yaml(), Map.of(), TracehubPlanTest.KNOWN);
    return reading instanceof PlanReading.Refused refused ? refused.findings() : List.of();
  }

  private static String findings(BadPlans.BadPlan bad) {
    return reading(bad).stream()
        .map(each ->
            "%d:%d %s | %s | %s"
                .formatted(each.line(), each.column(), each.code(), each.message(), each.hint())
                .strip())
        .collect(Collectors.joining("\n"))
        .replaceAll(KINDS, "Add one of: {kinds}.");
  }

  /** Run with -Dchangeover.write=true to write what is found now; read it before you keep it. */
  @Test
  void whatIsFoundCanBeWritten() throws IOException {
    if (Boolean.getBoolean("changeover.write")) {
      Path file =
          Project.file(
              "orchestrator-service/src/test/resources/io/changeover/orchestrator/plan/yaml/bad-plans.txt");
      Files.writeString(
          file,
          plans()
              .map(bad ->
                  "=== %s\n--- yaml\n%s--- findings\n%s\n"
                      .formatted(bad.name(), bad.yaml(), findings(bad)))
              .collect(Collectors.joining()));
    }
    assertThat(plans()).hasSizeGreaterThan(20);
  }
}
