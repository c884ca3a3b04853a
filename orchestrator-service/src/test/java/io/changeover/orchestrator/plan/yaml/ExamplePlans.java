package io.changeover.orchestrator.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.plan.Plan;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.step.Task;
import io.changeover.orchestrator.plan.PlanReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plans of an example, read as the orchestrator reads them. */
record ExamplePlans(List<Plan> plans) {
  static ExamplePlans of(String example) throws IOException {
    try (Stream<Path> files = Files.list(Project.file("examples/" + example))) {
      List<Path> texts =
          files
              .filter(file -> file.getFileName().toString().matches("plan.*\\.yaml"))
              .sorted()
              .toList();
      assertThat(texts).as(example).isNotEmpty();
      List<Plan> plans = new java.util.ArrayList<>();
      for (Path text : texts) {
        plans.add(read(text, example));
      }
      return new ExamplePlans(plans);
    }
  }

  private static Plan read(Path file, String example) throws IOException {
    PlanReading reading =
        Reading.READER.read(
            file.getFileName().toString(),
            Files.readString(file),
            Map.of(),
            ExampleTargets.of(example));
    assertThat(reading instanceof PlanReading.Refused refused ? refused.findings() : List.of())
        .as(file.toString())
        .isEmpty();
    return ((PlanReading.Understood) reading).plan();
  }

  /** Steps that a machine does. */
  Set<String> machine() {
    return ids(step -> !(step.spec() instanceof Task));
  }

  /** Steps that a person does. */
  Set<String> people() {
    return ids(step -> step.spec() instanceof Task);
  }

  /** The same, with the tasks that approvals and signatures are. */
  Set<String> tasks() {
    Set<String> tasks = new HashSet<>(people());
    for (Plan plan : plans) {
      plan.approvals().forEach(rule -> tasks.add("approve." + rule.role()));
      plan.signOff().forEach(role -> tasks.add("sign-off." + role));
    }
    return tasks;
  }

  private Set<String> ids(Predicate<PlanStep> wanted) {
    return plans.stream()
        .flatMap(plan -> Stream.concat(plan.allSteps(), plan.rollback().verify().stream()))
        .filter(wanted)
        .map(step -> step.id().value())
        .collect(Collectors.toSet());
  }
}
