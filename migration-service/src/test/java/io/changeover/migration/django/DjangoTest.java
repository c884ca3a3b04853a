package io.changeover.migration.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Argument;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Progress;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Django;
import io.changeover.contracts.step.MigrationTools;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.migration.Bench;
import io.changeover.migration.Owner;
import io.changeover.migration.Workspace;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Django, real PostgreSQL, an owner that is no superuser. */
@RequiresTool(value = "django-admin", aptPackage = "python3-django")
class DjangoTest {
  private static final String FILLING = "filling item";
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "changeover.migration.django.command[0]",
          "/usr/bin/python3",
          "changeover.migration.django.command[1]",
          "manage.py");

  @TempDir private Path directory;
  private Workspace workspace;
  private Owner owner;
  private Bench bench;

  @BeforeEach
  void prepare() {
    workspace = Workspace.django(directory);
    owner = Owner.creatingRoles();
    bench = new Bench(owner, workspace, SETTINGS);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void migratesTellsHowFarItIsAndGoesBack() throws Exception {
    LoneStepContext context = context(1);
    Evidence.Migration evidence = bench.migrate(forward("0002", 1), context);

    assertThat(evidence)
        .usingRecursiveComparison()
        .ignoringFields("locks")
        .isEqualTo(
            new Evidence.Migration(
                "django", "items.zero", "items.0002_fill", false, 0, Map.of("item", 1000L)));
    assertThat(messages(context)).contains(FILLING).contains("Applying items.0001_initial");
    assertThat(owner.items()).isEqualTo(1000);
    assertThat(applied()).containsExactly("0001_initial", "0002_fill");
    assertThat(owner.attemptRoles()).isEmpty();

    Evidence.Migration back = bench.migrate(back("0001_initial"), context(1));
    assertThat(back.to()).isEqualTo("items.0001_initial");
    assertThat(owner.items()).isZero();
    assertThat(bench.migrate(back("zero"), context(2)).to()).isEqualTo("items.zero");
    assertThat(owner.query("select to_regclass('item')::text")).containsExactly((String) null);
  }

  @Test
  void whatTheLedgerSaysIsNotRunAgain() throws Exception {
    bench.migrate(forward("0002", 1), context(1));
    assertThat(bench.migrate(forward("0001", 2), context(1)).alreadyApplied()).isTrue();
    assertThat(owner.items()).isEqualTo(1000);
  }

  @Test
  void aKilledAttemptIsFencedOffAndTheNextHasTheEffectOnce() throws Exception {
    bench.migrate(forward("0001", 1), context(1));
    workspace.pace(60);
    try (ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor()) {
      LoneStepContext first = context(1);
      StepCommand command = forward("0002", 2);
      Future<Evidence.Migration> killed = worker.submit(() -> bench.migrate(command, first));
      await().atMost(Patience.LONG).until(() -> messages(first).contains(FILLING));
      long manage =
          ProcessHandle.current()
              .descendants()
              .filter(child ->
                  child
                      .info()
                      .arguments()
                      .map(List::of)
                      .orElse(List.of())
                      .toString()
                      .contains("migrate"))
              .peek(ProcessHandle::destroyForcibly)
              .count();
      assertThat(manage).isPositive();
      assertThatThrownBy(() -> killed.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(StepFailure.class);
      assertThat(owner.attemptSessions()).isEmpty();
      assertThat(applied()).containsExactly("0001_initial");
      workspace.pace(0);

      assertThat(bench.migrate(forward("0002", 3), context(1)).to()).isEqualTo("items.0002_fill");
    }
    assertThat(owner.items()).isEqualTo(1000);
    assertThat(owner.attemptRoles()).isEmpty();
  }

  @Test
  void aMigrationHalfDoneOutsideOfATransactionIsNotRunAgain() throws Exception {
    bench.migrate(forward("0003", 1), context(1));
    owner.asAdmin("insert into item (label) values ('stop')");

    FailureReason reason = failure(forward("0004", 2), 1);
    assertThat(reason.code()).isEqualTo(FailureCode.PARTIALLY_APPLIED);
    assertThat(reason.detail()).contains("division by zero").contains("+ relation public.half");
    owner.asAdmin("delete from item where label = 'stop'");
    assertThat(failure(forward("0004", 3), 1).code()).isEqualTo(FailureCode.PARTIALLY_APPLIED);

    owner.asAdmin("drop table half");
    assertThat(bench.migrate(forward("0004", 4), context(1)).to()).isEqualTo("items.0004_outside");
  }

  @Test
  void aMigrationThatFailsLeavesLedgerAndSchemaAsTheyWere() throws Exception {
    bench.migrate(forward("0002", 1), context(1));
    owner.asAdmin("insert into item (label) values ('twice'), ('twice')");
    FailureReason reason = failure(forward("0003", 2), 1);
    assertThat(reason.code()).isEqualTo(FailureCode.TOOL_FAILED);
    assertThat(reason.detail()).contains("could not create unique index");
    assertThat(applied()).containsExactly("0001_initial", "0002_fill");
  }

  @Test
  void aLedgerThatDoesNotFitTheWorkspaceIsRefused() throws Exception {
    assertThat(failure(forward("0009", 1), 1).message()).contains("no migration '0009'");
    bench.migrate(forward("0002", 2), context(1));
    owner.asAdmin(
        "insert into django_migrations (app, name, applied) values ('other', '0007_x', now())");
    assertThat(bench.migrate(forward("0002", 3), context(1)).alreadyApplied()).isTrue();
    owner.asAdmin(
        "insert into django_migrations (app, name, applied) values ('items', '0007_x', now())");
    assertThat(failure(forward("0003", 4), 1).message())
        .contains("migrations of items that the workspace does not have: 0007_x");
    owner.asAdmin("delete from django_migrations where name in ('0007_x', '0001_initial')");
    assertThat(failure(forward("0003", 5), 1).message()).contains("out of their order: 0002_fill");
  }

  @Test
  void theCheckTellsWhetherToolWorkspaceAndLedgerFit() throws Exception {
    assertThat(verdicts(look("3.2")).values()).containsOnly(Verdict.PASSED);
    assertThat(verdicts(look("99.1"))).containsEntry("django", Verdict.FAILED);

    workspace.write(
        "items/models.py",
        Files.readString(directory.resolve("items/models.py")).replace("=100", "=90"));
    assertThat(verdicts(look("3.2"))).containsEntry("models", Verdict.FAILED);
    workspace.write("items/models.py", "this is no python");
    assertThat(verdicts(look("3.2"))).containsEntry("migrations", Verdict.FAILED);
    Files.delete(directory.resolve("manage.py"));
    assertThat(verdicts(look("3.2"))).containsEntry("manage.py", Verdict.FAILED);
  }

  @Test
  void inAContainerItGetsItsVariablesByNameOnly() throws Exception {
    Path engine =
        workspace.script(
            "engine",
            """
            #!/usr/bin/python3
            import os, sys
            with open("arguments", "a") as file:
                file.write(" ".join(sys.argv[1:]) + "\\n")
            image = sys.argv.index("items:2")
            os.execvp("/usr/bin/python3", ["python3", *sys.argv[image + 2:]])
            """);
    Map<String, Object> settings =
        Map.of("changeover.migration.django.engine[0]", engine.toString());
    try (Bench inContainer = new Bench(owner, workspace, settings)) {
      StepCommand command = command(inContainer, Direction.FORWARD, 1, "0001", "zero", "items:2");
      assertThat(inContainer.migrate(command, context(1)).to()).isEqualTo("items.0001_initial");
    }
    assertThat(Files.readString(directory.resolve("arguments")))
        .contains("--rm --init --network host --label changeover.attempt=changeover_")
        .contains(
            "--env DATABASE_URL --env PYTHONDONTWRITEBYTECODE --env PYTHONUNBUFFERED items:2 python3 manage.py migrate")
        .doesNotContain("postgresql://");
  }

  private List<String> applied() {
    return owner.query("select name from django_migrations where app = 'items' order by id");
  }

  private StepCommand forward(String migration, int attempt) {
    return command(bench, Direction.FORWARD, attempt, migration, "zero", null);
  }

  private StepCommand back(String migration) {
    return command(bench, Direction.BACK, 1, "0002", migration, null);
  }

  private static StepCommand command(
      Bench bench,
      Direction direction,
      int attempt,
      String up,
      String down,
      @Nullable String image) {
    Django spec =
        new Django(
            new WorkspaceName("app"),
            new TargetAlias("db"),
            new Argument("items"),
            new Argument(up),
            new Argument(down),
            image == null ? null : new Argument(image));
    return bench.command(direction, attempt, spec);
  }

  private Outcome look(String versionAtLeast) throws Exception {
    MigrationTools spec =
        new MigrationTools(
            new WorkspaceName("app"),
            new TargetAlias("db"),
            new Argument("django"),
            versionAtLeast);
    return bench.handle(bench.command(Direction.FORWARD, 1, spec), context(1));
  }

  private static Map<String, Verdict> verdicts(Outcome outcome) {
    return outcome.checks().stream()
        .collect(Collectors.toMap(CheckResult::name, CheckResult::verdict));
  }

  private FailureReason failure(StepCommand command, long fence) {
    return catchThrowableOfType(StepFailure.class, () -> bench.handle(command, context(fence)))
        .reason();
  }

  private static LoneStepContext context(long fence) {
    return LoneStepContext.first()
        .withFence(fence)
        .withDeadline(Instant.now().plus(Duration.ofMinutes(5)));
  }

  private static List<String> messages(LoneStepContext context) {
    return context.progress().stream().map(Progress::message).toList();
  }
}
