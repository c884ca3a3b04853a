package io.changeover.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers that die or are stopped in the middle of a revision, and those that come after them. */
@RequiresTool("alembic")
class TakeoverTest {
  private static final String FILLING = "filling item";

  @TempDir private Path directory;
  private Workspace workspace;
  private Process process;

  @BeforeEach
  void prepare() {
    workspace = Workspace.in(directory);
  }

  private static Owner owner(FenceStrength strength) {
    return strength == FenceStrength.OWN_ROLE ? Owner.creatingRoles() : Owner.plain();
  }

  @ParameterizedTest
  @EnumSource(FenceStrength.class)
  void aDeadAttemptsSessionsAreGoneAndTheEffectIsThereOnce(FenceStrength strength)
      throws Exception {
    Owner owner = owner(strength);
    try (Bench bench = new Bench(owner, workspace)) {
      bench.migrate(bench.back("base"), Steps.withFence(1));
      bench.migrate(bench.retry("001"));
      Login dead = deadWorker(bench);
      assertThat(dead.strength()).isEqualTo(strength);
      try (Connection left = connect(owner.target(), dead);
          Statement statement = left.createStatement()) {
        left.setAutoCommit(false);
        statement.execute("insert into item (label) values ('of the dead')");
        kill9(dead, owner);
        assertThat(owner.attemptSessions()).hasSize(2);

        LoneStepContext context = Steps.withFence(2);
        Evidence.Migration evidence = bench.migrate(bench.forward("002"), context);

        assertThat(evidence.sessionsEnded()).isEqualTo(2);
        assertThat(evidence.alreadyApplied()).isFalse();
        assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
      }
      assertThat(owner.items()).isEqualTo(1000);
      assertThat(owner.revision()).isEqualTo("002");
      assertThat(owner.attemptSessions()).isEmpty();
      assertThat(owner.attemptRoles()).isEmpty();
      if (strength == FenceStrength.OWN_ROLE) {
        assertThatThrownBy(() -> connect(owner.target(), dead).close())
            .isInstanceOf(SQLException.class);
      }
    }
  }

  /** What a worker had done when its machine lost power: it cleans nothing up. */
  private Login deadWorker(Bench bench) throws Exception {
    workspace.pace(900);
    Attempts attempts = bench.part(Attempts.class);
    Migration migration =
        Migration.of(bench.forward("002"), bench.owner().target(), directory, "002");
    Attempt attempt = attempts.open(migration, 1, Instant.now().plusSeconds(300));
    Login login =
        bench.part(Fencing.class).admit(bench.owner().target(), attempt, List.of()).login();
    attempts.found(
        attempt,
        "001",
        bench.part(Catalog.class).schema(bench.owner().target(), List.of("alembic_version")));
    ProcessBuilder alembic = new ProcessBuilder("alembic", "upgrade", "002");
    alembic.directory(directory.toFile()).redirectErrorStream(true);
    alembic.redirectOutput(directory.resolve("output").toFile());
    DatabaseTarget target = bench.owner().target();
    alembic
        .environment()
        .put(
            "DATABASE_URL",
            "postgresql://%s:%s@%s:%d/%s?application_name=%s"
                .formatted(
                    login.username(),
                    login.password(),
                    target.host(),
                    target.port(),
                    target.database(),
                    login.tag()));
    process = alembic.start();
    await().atMost(Patience.LONG).until(() -> !bench.owner().query(sleeping(target)).isEmpty());
    return login;
  }

  private void kill9(Login dead, Owner owner) throws Exception {
    process.destroyForcibly().waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
    // The server does not notice: the statement goes on until it next writes to the client.
    assertThat(owner.query(sleeping(owner.target()))).as(dead.toString()).isNotEmpty();
    workspace.pace(0);
  }

  private static String sleeping(DatabaseTarget target) {
    return "select pid from pg_stat_activity where datname = '%s' and wait_event = 'PgSleep'"
        .formatted(target.database());
  }

  private static Connection connect(DatabaseTarget target, Login login) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login.username());
    properties.setProperty("password", login.password());
    properties.setProperty("ApplicationName", login.tag());
    return DriverManager.getConnection(target.jdbcUrl(), properties);
  }

  @ParameterizedTest
  @EnumSource(FenceStrength.class)
  void stoppedInTheMiddleNothingIsLeft(FenceStrength strength) throws Exception {
    Owner owner = owner(strength);
    workspace.pace(5);
    try (Bench bench = new Bench(owner, workspace);
        ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor()) {
      bench.migrate(bench.retry("001"));
      LoneStepContext context = Steps.withFence(1);
      Future<Evidence.Migration> running =
          worker.submit(() -> bench.migrate(bench.forward("002"), context));
      await().atMost(Patience.LONG).until(() -> Steps.messages(context).contains(FILLING));

      context.stop();
      assertThatThrownBy(() -> running.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
      assertThat(owner.attemptSessions()).isEmpty();
      assertThat(owner.attemptRoles()).isEmpty();
      assertThat(owner.query(sleeping(owner.target()))).isEmpty();
      assertThat(owner.revision()).isEqualTo("001");
      assertThat(owner.items()).isZero();
    }
  }

  @Test
  void anInterruptedWorkerStillClearsUp() throws Exception {
    Owner owner = Owner.creatingRoles();
    workspace.pace(5);
    try (Bench bench = new Bench(owner, workspace)) {
      LoneStepContext context = Steps.withFence(1);
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread worker =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  bench.migrate(bench.forward("002"), context);
                  end.complete(new AssertionError("it went on"));
                } catch (Exception e) {
                  end.complete(e);
                }
              });
      await().atMost(Patience.LONG).until(() -> Steps.messages(context).contains(FILLING));
      worker.interrupt();

      assertThat(end.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(InterruptedException.class);
      assertThat(owner.attemptSessions()).isEmpty();
      assertThat(owner.attemptRoles()).isEmpty();
    }
  }

  @Test
  void aRollbackEndsWhatIsLeftOfTheWayForward() throws Exception {
    Owner owner = Owner.creatingRoles();
    try (Bench bench = new Bench(owner, workspace)) {
      bench.migrate(bench.retry("001"));
      Login dead = deadWorker(bench);
      kill9(dead, owner);

      Evidence.Migration back = bench.migrate(bench.back("base"));
      assertThat(back.sessionsEnded()).isEqualTo(1);
      assertThat(owner.attemptRoles()).isEmpty();
      assertThat(owner.query(sleeping(owner.target()))).isEmpty();
    }
  }

  @Test
  void anOlderAttemptThatWakesUpIsTurnedAway() throws Exception {
    Owner owner = Owner.creatingRoles();
    workspace.pace(5);
    try (Bench bench = new Bench(owner, workspace);
        ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor()) {
      LoneStepContext younger = Steps.withFence(2);
      StepCommand command = bench.forward("002");
      Future<Evidence.Migration> running = worker.submit(() -> bench.migrate(command, younger));
      await().atMost(Patience.LONG).until(() -> Steps.messages(younger).contains(FILLING));

      StepFailure turnedAway =
          catchThrowableOfType(StepFailure.class, () -> bench.migrate(command, Steps.withFence(1)));
      assertThat(turnedAway.reason().code()).isEqualTo(FailureCode.REFUSED);
      assertThat(turnedAway.reason().message()).contains("younger attempt");
      assertThat(owner.attemptRoles()).hasSize(1);
      younger.stop();
      assertThatThrownBy(running::get).hasCauseInstanceOf(InterruptedException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(FenceStrength.class)
  void whoHoldsALockIsTold(FenceStrength strength) throws Exception {
    Owner owner = owner(strength);
    try (Bench bench = new Bench(owner, workspace);
        ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor()) {
      bench.migrate(bench.retry("002"));
      LoneStepContext context = Steps.withFence(1);
      Future<Evidence.Migration> running;
      try (Connection holder = owner.connect();
          Statement statement = holder.createStatement()) {
        holder.setAutoCommit(false);
        statement.execute("set application_name = 'a report at night'");
        statement.execute("select count(*) from item");
        running = worker.submit(() -> bench.migrate(bench.forward("003"), context));
        await()
            .atMost(Patience.LONG)
            .untilAsserted(() ->
                assertThat(Steps.messages(context))
                    .anyMatch(message ->
                        message.startsWith("waiting: lock on item is held up by process ")
                            && message.contains("a report at night")
                            && message.contains(owner.target().username())));
      }
      assertThat(running.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS).to()).isEqualTo("003");
    }
  }

  @Test
  void leftoversOfAttemptsThatAreOverAreClearedAtTheStart() throws Exception {
    Owner owner = Owner.creatingRoles();
    try (Bench bench = new Bench(owner, workspace)) {
      Migration migration =
          Migration.of(
              bench.command(Direction.FORWARD, 1, bench.forward("001").spec()),
              owner.target(),
              directory,
              "001");
      Attempts attempts = bench.part(Attempts.class);
      Attempt over = attempts.open(migration, 1, Instant.now().minusSeconds(1));
      Attempt alive = attempts.open(migration, 2, Instant.now().plusSeconds(300));
      for (Attempt attempt : List.of(over, alive)) {
        owner.asAdmin(
            "create role %s login in role %s"
                .formatted(attempt.login(), owner.target().username()));
        owner.asAdmin(
            "alter role %s set role = %s".formatted(attempt.login(), owner.target().username()));
      }
      bench.part(ClearingLeftovers.class).clear();

      assertThat(owner.attemptRoles()).containsExactly(alive.login());
      owner.asAdmin("drop role " + alive.login());
    }
  }
}
