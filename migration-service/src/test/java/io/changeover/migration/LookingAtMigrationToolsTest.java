package io.changeover.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Argument;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.step.Flyway;
import io.changeover.contracts.step.MigrationTools;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"sql", "flyway"})
  void filesOfVersionsAreLookedAt(String tool) throws Exception {
    Files.createDirectories(directory.resolve("db"));
    workspace.write("db/V1__items.sql", "create table item (id int);");
    workspace.write("db/V2__names.sql", "alter table item add column name text;");
    try (Bench bench = new Bench(Owner.creatingRoles(), workspace)) {
      String found = tool.equals("sql") ? "db" : "migrations";
      Outcome fine = look(bench, tool, "db");
      assertThat(fine).isInstanceOf(Outcome.Succeeded.class);
      assertThat(actual(fine, found)).startsWith("2 ");

      Outcome missing = look(bench, tool, "nowhere");
      assertThat(missing).isInstanceOf(Outcome.Failed.class);
      assertThat(actual(missing, tool.equals("sql") ? "nowhere" : found))
          .contains("'nowhere' is no directory");

      Files.createDirectories(directory.resolve("empty"));
      assertThat(verdicts(look(bench, tool, "empty")))
          .containsEntry(tool.equals("sql") ? "empty" : found, Verdict.FAILED);

      Files.write(directory.resolve("db/V3__binary.sql"), new byte[] {'-', '-', (byte) 0xff, '\n'});
      assertThat(verdicts(look(bench, tool, "db"))).containsEntry(found, Verdict.FAILED);
      Files.delete(directory.resolve("db/V3__binary.sql"));
      assertThat(verdicts(look(bench, tool, "db"))).containsEntry(found, Verdict.PASSED);

      assertThatThrownBy(() -> look(bench, tool)).hasMessageContaining("does not say where");
      MigrationTools ofAVersion =
          new MigrationTools(
              new WorkspaceName("app"),
              new TargetAlias("db"),
              new Argument(tool),
              "1.0",
              List.of(new RelativePath("db")));
      assertThatThrownBy(() ->
              bench.handle(bench.command(Direction.FORWARD, 1, ofAVersion), Steps.withFence(1)))
          .hasMessageContaining("no version of its own");
    }
  }

  private static Outcome look(Bench bench, String tool, String... locations) throws Exception {
    return bench.handle(
        bench.command(Direction.FORWARD, 1, bench.files(tool, locations)), Steps.withFence(1));
  }

  @Test
  void anAppliedMigrationOfFlywayThatHasChangedIsFound() throws Exception {
    Files.createDirectories(directory.resolve("db"));
    workspace.write("db/V1__items.sql", "create table item (id int);");
    try (Bench bench = new Bench(Owner.creatingRoles(), workspace)) {
      Flyway one =
          new Flyway(
              new WorkspaceName("app"),
              new TargetAlias("db"),
              List.of(new RelativePath("db")),
              new Argument("1"),
              null,
              null);
      bench.migrate(bench.command(Direction.FORWARD, 1, one));
      assertThat(actual(look(bench, "flyway", "db"), "migrations"))
          .isEqualTo("1 versions, 1 of them applied, the newest of those: 1");

      workspace.write("db/V1__items.sql", "create table item (id bigint);");
      assertThat(actual(look(bench, "flyway", "db"), "migrations"))
          .contains("is not what the workspace has");
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
