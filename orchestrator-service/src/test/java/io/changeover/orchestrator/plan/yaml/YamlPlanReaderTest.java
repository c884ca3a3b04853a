package io.changeover.orchestrator.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.changeover.contracts.Cause;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.StepId;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.plan.Plan;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.step.Cpu;
import io.changeover.contracts.step.Files;
import io.changeover.contracts.step.Query;
import io.changeover.contracts.step.Task;
import io.changeover.orchestrator.plan.Finding;
import io.changeover.orchestrator.plan.PlanReading;
import io.changeover.orchestrator.registry.Registry;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class YamlPlanReaderTest {
  private static final String PLAN =
      """
      apiVersion: changeover/v1
      name: small
      version: "1"
      targets: {db: tracehub-db, app: tracehub-app}
      parameters:
        load: 70
        where: tracehub
        needed:
        seconds: 90
      preflight:
        - id: calm
          cpu: {belowPercent: "${load}"}
        - id: counted
          attempts: "${needed}"
          query: {target: db, sql: "select '${where}-${load}'", expect: {value: "${needed}"}}
      backup:
        - id: dump
          postgres-dump: {target: db}
        - id: told
          task: {owner: dba, do: Look, autoCompleteBy: nobody}
      migrate:
        - id: one
          alembic: {workspace: tracehub, target: db, upgrade: "003", downgrade: "002"}
          verify:
            - query: {target: db, sql: select 1, expect: {rows: 1}}
            - id: named
              query: {target: db, sql: select 1, expect: {rows: 1}}
        - id: two
          alembic: {workspace: tracehub, target: db, upgrade: "004", downgrade: "003"}
        - id: three
          after: [one]
          timeout: PT${seconds}S
          files: {workspace: "${where}", present: [a]}
      validate:
        - id: fast
          response-time: {target: app, path: /}
        - id: right
          http: {target: app, path: /}
      watch:
        - until: PT1H
          every: PT5M
          checks:
            - http: {target: app, path: /}
      rollback:
        rules: [{cause: performance, level: ask}, {cause: rollout-failed, phase: rollout, level: 3}]
        verify:
          - http: {target: app, path: /}
      """;

  private static Plan plan(Map<String, String> parameters) {
    return Reading.plan(PLAN, parameters);
  }

  private static PlanStep step(String id) {
    return plan(Map.of("needed", "3")).step(new StepId(id)).orElseThrow();
  }

  private static List<StepId> ids(String... ids) {
    return List.of(ids).stream().map(StepId::new).toList();
  }

  @Test
  void parametersTakeTheTypeOfTheirPlace() {
    assertThat(step("calm").spec()).isEqualTo(new Cpu(70));
    assertThat(step("counted").attempts()).isEqualTo(3);
    Query query = (Query) step("counted").spec();
    assertThat(query.sql()).isEqualTo("select 'tracehub-70'");
    assertThat(query.expect().value()).isEqualTo("3");
    assertThat(step("three").timeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(((Files) step("three").spec()).workspace()).hasToString("tracehub");
  }

  @Test
  void whatIsGivenOverridesDefaults() {
    Plan plan = plan(Map.of("needed", "3", "load", "55"));
    assertThat(plan.step(new StepId("calm")).orElseThrow().spec()).isEqualTo(new Cpu(55));
  }

  @Test
  void whatIsGivenMustFit() {
    assertThat(Reading.findings(PLAN, Map.of("needed", "3", "load", "much", "lod", "5")))
        .extracting(Finding::line, Finding::code, Finding::hint)
        .containsExactly(
            tuple(5, "unknown-parameter", "Did you mean 'load'?"),
            tuple(6, "wrong-type", "Give a value such as 70."));
    assertThat(Reading.findings(PLAN, Map.of("needed", "many")))
        .extracting(Finding::line, Finding::code)
        .containsExactly(tuple(14, "wrong-type"));
    assertThat(Reading.findings(PLAN, Map.of()))
        .extracting(Finding::line, Finding::code)
        .containsExactly(tuple(8, "missing-parameter"));
  }

  @Test
  void aValueFromOutsideIsNeverTakenForYaml() {
    assertThat(Reading.findings(PLAN, Map.of("needed", "3", "where", "x}, {id: evil")))
        .extracting(Finding::code)
        .containsExactly("wrong-form");
    Plan plan = plan(Map.of("needed", "3", "where", "tracehub"));
    assertThat(plan.steps()).hasSize(11);
  }

  @Test
  void stepsThatChangeSomethingComeOneByOneAndBehindVerifications() {
    assertThat(step("calm").after()).isEmpty();
    assertThat(step("counted").after()).isEmpty();
    assertThat(step("told").after()).isEqualTo(ids("dump"));
    assertThat(step("one").after()).isEmpty();
    assertThat(step("one.verify-1").after()).isEqualTo(ids("one"));
    assertThat(step("one.verify-1").verifies()).hasToString("one");
    assertThat(step("named").after()).isEqualTo(ids("one"));
    assertThat(step("two").after()).isEqualTo(ids("one", "one.verify-1", "named"));
    assertThat(step("three").after()).isEqualTo(ids("one", "one.verify-1", "named"));
    assertThat(step("right").after()).isEmpty();
  }

  @Test
  void whatIsNotSaidFollowsFromPhaseAndKind() {
    assertThat(step("calm").failureMeans()).isEqualTo(Cause.PREPARATION_FAILED);
    assertThat(step("named").failureMeans()).isEqualTo(Cause.MIGRATION_FAILED);
    assertThat(step("fast").failureMeans()).isEqualTo(Cause.PERFORMANCE);
    assertThat(step("right").failureMeans()).isEqualTo(Cause.VALIDATION_FAILED);
    assertThat(step("window-1.check-1").failureMeans()).isEqualTo(Cause.VALIDATION_FAILED);
    assertThat(step("one").timeout()).isEqualTo(Duration.ofHours(1));
    assertThat(step("calm").timeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(step("one.verify-1").title()).isEqualTo("One: verify 1 (query)");
    assertThat(((Task) step("told").spec()).autoCompleteBy()).isEqualTo("nobody");
  }

  @Test
  void theRollbackPolicyIsRead() {
    Plan plan = plan(Map.of("needed", "3"));
    assertThat(plan.rollback().automatic()).isTrue();
    assertThat(plan.rollback().blueReadsNewSchema()).isFalse();
    assertThat(plan.rollback().rules().getFirst().level()).isNull();
    assertThat(plan.rollback().rules().getLast().level()).isEqualTo(RollbackLevel.RESTORE);
    assertThat(plan.rollback().verify())
        .extracting(PlanStep::id)
        .isEqualTo(ids("rollback.verify-1"));
  }

  @Test
  void thePlanIsTheSameAfterItsJson() {
    Plan plan = plan(Map.of("needed", "3"));
    assertThat(Json.mapper().readValue(Json.canonical(plan), Plan.class)).isEqualTo(plan);
  }

  @Test
  void whenNobodyIsThereThatIsSaidOnce() {
    Registry.Known nobody = new Registry.Known(Map.of());
    PlanReading reading = Reading.READER.read("p.yaml", PLAN, Map.of("needed", "3"), nobody);
    assertThat(((PlanReading.Refused) reading).findings())
        .extracting(Finding::file, Finding::line, Finding::code)
        .containsExactly(tuple("p.yaml", 4, "nobody-announced"));
  }

  @Test
  void aServiceThatIsNotThereIsMissedOnce() {
    Map<String, Registry.Reach> reach = new HashMap<>(TracehubPlanTest.KNOWN.reach());
    reach.keySet().retainAll(Set.of("backup", "migration"));
    Registry.Known some = new Registry.Known(reach);
    PlanReading reading = Reading.READER.read("p.yaml", PLAN, Map.of("needed", "3"), some);
    assertThat(((PlanReading.Refused) reading).findings())
        .extracting(Finding::line, Finding::code)
        .containsExactly(tuple(12, "no-specialist"));
  }

  @Test
  void readingIsQuick() throws IOException {
    String yaml = java.nio.file.Files.readString(Project.file("examples/tracehub/plan.yaml"));
    long start = System.nanoTime();
    Reading.findings(yaml, Map.of());
    long first = System.nanoTime() - start;
    for (int i = 0; i < 30; i++) {
      Reading.findings(yaml, Map.of());
    }
    start = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      Reading.findings(yaml, Map.of());
    }
    long warm = (System.nanoTime() - start) / 10;
    System.out.printf(
        "TraceHub's plan: first %d ms, warm %.1f ms%n", first / 1_000_000, warm / 1e6);
    assertThat(Duration.ofNanos(warm)).isLessThan(Duration.ofSeconds(2));
  }
}
