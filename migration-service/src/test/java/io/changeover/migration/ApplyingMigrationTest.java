package io.changeover.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.HeldLock;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real alembic, real PostgreSQL, an owner that is no superuser. */
@RequiresTool("alembic")
class ApplyingMigrationTest {
  @TempDir private Path directory;
  private Workspace workspace;
  private Owner owner;

  @BeforeEach
  void prepare() {
    workspace = Workspace.in(directory);
    owner = Owner.creatingRoles();
  }

  @Test
  void upgradesAndTellsHowFarItIs() throws Exception {
    try (Bench bench = new Bench(owner, workspace)) {
      LoneStepContext context = Steps.withFence(1);
      Evidence.Migration evidence = bench.migrate(bench.forward("002"), context);

      assertThat(evidence)
          .usingRecursiveComparison()
          .ignoringFields("locks")
          .isEqualTo(new Evidence.Migration("alembic", "", "002", false, 0, Map.of("item", 1000L)));
      assertThat(owner.revision()).isEqualTo("002");
      assertThat(Steps.messages(context))
          .contains("filling item")
          .anyMatch(message -> message.startsWith("upgrade 001 -> 002, Ten batches"));
      assertThat(context.progress())
          .anySatisfy(progress -> {
            assertThat(progress.done()).isEqualTo(1000);
            assertThat(progress.total()).isEqualTo(1000);
            assertThat(progress.unit()).isEqualTo("rows");
          });
    }
  }

  @Test
  void everythingBelongsToTheOwnerAndTheAttemptLeavesNothing() throws Exception {
    owner.asAdmin("create schema app authorization " + owner.target().username());
    owner.asAdmin(
        "alter role %s set search_path = app, public".formatted(owner.target().username()));
    try (Bench bench = new Bench(owner, workspace)) {
      bench.migrate(bench.forward("001"));

      assertThat(
              owner.query(
                  "select schemaname || '.' || tableowner from pg_tables where tablename = 'item'"))
          .containsExactly("app." + owner.target().username());
      assertThat(owner.attemptRoles()).isEmpty();
      assertThat(owner.attemptSessions()).isEmpty();
    }
  }

  @Test
  void whatIsAppliedIsNotRunAgain() throws Exception {
    try (Bench bench = new Bench(owner, workspace)) {
      bench.migrate(bench.forward("003"));
    }
    try (Bench later = new Bench(owner, workspace)) {
      Evidence.Migration same = later.migrate(later.forward("003"));
      Evidence.Migration past = later.migrate(later.forward("002"), Steps.withFence(2));
      assertThat(same.alreadyApplied()).isTrue();
      assertThat(past.alreadyApplied()).isTrue();
      assertThat(past.from()).isEqualTo("003");
      assertThat(owner.items()).isEqualTo(1000);
    }
  }

  @Test
  void backDowngradesAndNothingWhenItIsThere() throws Exception {
    try (Bench bench = new Bench(owner, workspace)) {
      bench.migrate(bench.forward("003"));

      Evidence.Migration back = bench.migrate(bench.back("001"));
      assertThat(back.from()).isEqualTo("003");
      assertThat(back.to()).isEqualTo("001");
      assertThat(back.alreadyApplied()).isFalse();
      assertThat(owner.items()).isZero();

      Evidence.Migration again = bench.migrate(bench.back("002"), Steps.withFence(2));
      assertThat(again.alreadyApplied()).isTrue();
      assertThat(owner.revision()).isEqualTo("001");

      assertThat(bench.migrate(bench.back("base"), Steps.withFence(3)).to()).isEmpty();
      assertThat(owner.query("select to_regclass('item')::text")).containsExactly((String) null);
    }
  }

  @Test
  void aRevisionThatTheWorkspaceLacksIsRefused() {
    try (Bench bench = new Bench(owner, workspace)) {
      FailureReason reason = failure(bench, bench.forward("777"), 1);
      assertThat(reason.code()).isEqualTo(FailureCode.REFUSED);
      assertThat(reason.message()).contains("no revision '777'");
      assertThat(owner.attemptRoles()).isEmpty();
    }
  }

  @Test
  void aLedgerThatTheWorkspaceDoesNotKnowIsRefused() throws Exception {
    try (Bench bench = new Bench(owner, workspace)) {
      bench.migrate(bench.forward("001"));
      owner.asAdmin("update alembic_version set version_num = 'abc'");
      FailureReason reason = failure(bench, bench.retry("002"), 1);
      assertThat(reason.code()).isEqualTo(FailureCode.REFUSED);
      assertThat(reason.message()).contains("revision abc");

      owner.asAdmin("update alembic_version set version_num = '001'");
      owner.asAdmin("insert into alembic_version values ('003')");
      assertThat(failure(bench, bench.retry("002"), 2).message()).contains("2 revisions at once");
    }
  }

  @Test
  void twoHeadsAreRefusedForwardButDoNotKeepAnybodyFromGoingBack() throws Exception {
    try (Bench bench = new Bench(owner, workspace)) {
      bench.migrate(bench.forward("003"));
      workspace.revision("other", "002", "pass");
      FailureReason reason = failure(bench, bench.retry("004"), 1);
      assertThat(reason.code()).isEqualTo(FailureCode.REFUSED);
      assertThat(reason.message()).contains("2 heads: 004, other");

      assertThat(bench.migrate(bench.back("002")).to()).isEqualTo("002");
    }
  }

  @Test
  void aRevisionThatFailsLeavesLedgerAndSchemaAsTheyWere() throws Exception {
    try (Bench bench = new Bench(owner, workspace)) {
      bench.migrate(bench.forward("002"));
      owner.asAdmin("insert into item (label) values ('twice'), ('twice')");
      SchemaListing before = schema(bench);

      FailureReason reason = failure(bench, bench.retry("003"), 1);
      assertThat(reason.code()).isEqualTo(FailureCode.TOOL_FAILED);
      assertThat(reason.message()).contains("exit code 1").contains("revision 002");
      assertThat(reason.detail()).contains("could not create unique index");
      assertThat(owner.revision()).isEqualTo("002");
      assertThat(schema(bench)).isEqualTo(before);

      owner.asAdmin("delete from item where label = 'twice'");
      assertThat(bench.migrate(bench.retry("003"), Steps.withFence(2)).to()).isEqualTo("003");
    }
  }

  @Test
  void aToolThatSaysWellButDoesNothingIsNotBelieved() {
    Path liar =
        workspace.script(
            "liar", "#!/bin/sh\n[ \"$1\" = history ] && exec alembic \"$@\"\necho all is well\n");
    Map<String, Object> settings =
        Map.of("changeover.migration.alembic.command[0]", liar.toString());
    try (Bench bench = new Bench(owner, workspace, settings)) {
      FailureReason reason = failure(bench, bench.forward("001"), 1);
      assertThat(reason.code()).isEqualTo(FailureCode.LEDGER_DISAGREES);
      assertThat(reason.message()).contains("the empty schema");
      assertThat(reason.detail()).contains("all is well");
    }
  }

  @Test
  void aFloodOfOutputIsNoTrouble() throws Exception {
    workspace.revision("005", "004", "[print('x' * 1000) for _ in range(40000)]");
    try (Bench bench = new Bench(owner, workspace)) {
      assertThat(bench.migrate(bench.forward("005")).to()).isEqualTo("005");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"createrole", ""})
  void locksThatKeepOthersWaitingAreTold(String attributes) throws Exception {
    Owner other = Owner.of(attributes, "secret");
    workspace.revision(
        "005", "004", "op.execute('lock table item in access exclusive mode; select pg_sleep(2)')");
    try (Bench bench = new Bench(other, workspace)) {
      bench.migrate(bench.forward("004"));

      List<HeldLock> locks = bench.migrate(bench.retry("005"), Steps.withFence(2)).locks();

      assertThat(locks)
          .anySatisfy(lock -> {
            assertThat(lock.relation()).isEqualTo("public.item");
            assertThat(lock.mode()).isEqualTo("AccessExclusiveLock");
            assertThat(lock.held()).isPositive();
          });
    }
  }

  @Test
  void aHalfDoneRevisionIsNotRunAgain() throws Exception {
    try (Bench bench = new Bench(owner, workspace)) {
      bench.migrate(bench.forward("003"));
      owner.asAdmin("insert into item (label) values ('stop')");

      FailureReason reason = failure(bench, bench.retry("004"), 1);
      assertThat(reason.code()).isEqualTo(FailureCode.PARTIALLY_APPLIED);
      assertThat(reason.detail()).contains("division by zero").contains("+ relation public.half");

      owner.asAdmin("delete from item where label = 'stop'");
      FailureReason again = failure(bench, bench.retry("004"), 2);
      assertThat(again.code()).isEqualTo(FailureCode.PARTIALLY_APPLIED);
      assertThat(again.detail()).contains("+ relation public.half");
      assertThat(failure(bench, bench.back("003"), 1).code())
          .isEqualTo(FailureCode.PARTIALLY_APPLIED);

      owner.asAdmin("drop table half");
      assertThat(bench.migrate(bench.retry("004"), Steps.withFence(3)).to()).isEqualTo("004");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"createrole", ""})
  void anyPasswordWillDo(String attributes) throws Exception {
    Owner odd = Owner.of(attributes, "it's 100% \"odd\" p@ss/w?r#d:+&=é");
    try (Bench bench = new Bench(odd, workspace)) {
      assertThat(bench.migrate(bench.forward("001")).to()).isEqualTo("001");
    }
  }

  @Test
  void withoutTheRightToCreateRolesSessionsAreTagged() throws Exception {
    Owner plain = Owner.plain();
    try (Bench bench = new Bench(plain, workspace)) {
      assertThat(bench.migrate(bench.forward("003")).counts()).containsEntry("item", 1000L);
      assertThat(plain.query("select tableowner from pg_tables where tablename = 'item'"))
          .containsExactly(plain.target().username());
    }
  }

  private static SchemaListing schema(Bench bench) throws Exception {
    return bench.part(Catalog.class).schema(bench.owner().target(), List.of("alembic_version"));
  }

  private static FailureReason failure(Bench bench, StepCommand command, long fence) {
    return catchThrowableOfType(
            StepFailure.class, () -> bench.handle(command, Steps.withFence(fence)))
        .reason();
  }
}
