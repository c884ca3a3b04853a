package io.changeover.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Verdict;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresTool("alembic")
class LookingAtMigrationToolsTest {
  @TempDir private Path directory;
  private Workspace workspace;

  @BeforeEach
  void prepare() {
    workspace = Workspace.in(directory);
  }

  @Test
  void allIsThere() throws Exception {
    Owner owner = Owner.creatingRoles();
    try (Bench bench = new Bench(owner, workspace)) {
      bench.migrate(bench.back("base"));
      bench.migrate(bench.forward("001"));
      Outcome outcome = bench.handle(bench.look("1.8"), Steps.withFence(1));

      assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
      assertThat(verdicts(outcome))
          .containsOnly(
              Map.entry("alembic", Verdict.PASSED),
              Map.entry("alembic.ini", Verdict.PASSED),
              Map.entry("database reachable", Verdict.PASSED),
              Map.entry("fencing off of dead attempts", Verdict.PASSED),
              Map.entry("revision of the database", Verdict.PASSED),
              Map.entry("revisions", Verdict.PASSED));
      assertThat(actual(outcome, "revisions")).isEqualTo("4 revisions, head 004");
      assertThat(actual(outcome, "revision of the database")).isEqualTo("001");
      assertThat(owner.attemptRoles()).isEmpty();
    }
  }

  @Test
  void aWeakerFenceIsAWarning() throws Exception {
    try (Bench bench = new Bench(Owner.plain(), workspace)) {
      Outcome outcome = bench.handle(bench.look(null), Steps.withFence(1));
      assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
      assertThat(verdicts(outcome)).containsEntry("fencing off of dead attempts", Verdict.WARNED);
      assertThat(actual(outcome, "fencing off of dead attempts")).contains("weaker", "CREATEROLE");
    }
  }

  @Test
  void aToolThatIsTooOldOrMissingFails() throws Exception {
    Owner owner = Owner.creatingRoles();
    try (Bench bench = new Bench(owner, workspace)) {
      Outcome outcome = bench.handle(bench.look("99.1"), Steps.withFence(1));
      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      assertThat(verdicts(outcome)).containsEntry("alembic", Verdict.FAILED);
    }
    Map<String, Object> missing = Map.of("changeover.migration.alembic.command[0]", "no-such-tool");
    try (Bench bench = new Bench(owner, workspace, missing)) {
      Outcome outcome = bench.handle(bench.look(null), Steps.withFence(1));
      assertThat(verdicts(outcome))
          .containsEntry("alembic", Verdict.FAILED)
          .doesNotContainKey("revisions");
    }
  }

  @Test
  void aWorkspaceThatDoesNotFitFails() throws Exception {
    Owner owner = Owner.creatingRoles();
    try (Bench bench = new Bench(owner, workspace)) {
      bench.migrate(bench.forward("001"));
      owner.asAdmin("update alembic_version set version_num = 'abc'");
      workspace.revision("other", "002", "pass");
      Outcome outcome = bench.handle(bench.look(null), Steps.withFence(1));
      assertThat(verdicts(outcome))
          .containsEntry("revision of the database", Verdict.FAILED)
          .containsEntry("revisions", Verdict.FAILED);
      assertThat(actual(outcome, "revisions")).contains("head 004 and other");

      workspace.write("migrations/versions/001_items.py", "this is no python");
      assertThat(verdicts(bench.handle(bench.look(null), Steps.withFence(1))))
          .containsEntry("revisions", Verdict.FAILED);

      Files.delete(directory.resolve("alembic.ini"));
      assertThat(verdicts(bench.handle(bench.look(null), Steps.withFence(1))))
          .containsEntry("alembic.ini", Verdict.FAILED);
    }
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsToldAsSuch() {
    Owner owner = Owner.creatingRoles();
    owner.asAdmin("alter role %s nologin".formatted(owner.target().username()));
    try (Bench bench = new Bench(owner, workspace)) {
      StepFailure failure =
          catchThrowableOfType(
              StepFailure.class, () -> bench.handle(bench.look(null), Steps.withFence(1)));
      assertThat(failure.reason().code()).isEqualTo(FailureCode.TARGET_UNREACHABLE);
    }
  }

  private static Map<String, Verdict> verdicts(Outcome outcome) {
    return outcome.checks().stream()
        .collect(Collectors.toMap(CheckResult::name, CheckResult::verdict));
  }

  private static String actual(Outcome outcome, String name) {
    return outcome.checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow()
        .actual();
  }
}
