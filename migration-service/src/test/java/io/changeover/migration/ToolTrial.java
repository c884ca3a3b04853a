package io.changeover.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Argument;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.report.StepReport;
import io.changeover.contracts.step.Alembic;
import io.changeover.contracts.step.Command;
import io.changeover.contracts.step.DoneProbe;
import io.changeover.contracts.step.Flyway;
import io.changeover.contracts.step.Laravel;
import io.changeover.contracts.step.Sql;
import io.changeover.contracts.step.StepSpec;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.TcpFaultProxy;
import io.changeover.testsupport.TestInfrastructure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The service as a program with little memory on real Kafka, its databases behind proxies, and
 * tools that first do what a test says and then, if they are still there, what they are for.
 */
final class ToolTrial implements AutoCloseable {
  static final String PASSWORD = "it's 100% \"odd\" pw";
  static final String NEVER = "select case when to_regclass('never') is null then 'not-done' end";

  private static final String PG_SLEEP =
      "from pg_stat_activity where datname = '%s' and wait_event = 'PgSleep'";
  private static final String MARIADB_SLEEP =
      "from information_schema.PROCESSLIST where STATE = 'User sleep'";

  private static final TargetAlias APP_DB = new TargetAlias("db");
  private static final TargetAlias SHOP_DB = new TargetAlias("shop");
  private static final TargetName SHOP_NAME = new TargetName("booking-db");
  private static final WorkspaceName APP = new WorkspaceName("app");
  private static final WorkspaceName SHOP = new WorkspaceName("shop");
  private static final StepId STEP = new StepId("tried");

  final Owner owner = Owner.of("", PASSWORD);
  final BookingDatabase booking = BookingDatabase.plain();
  final Workspace app;
  final Workspace shop;
  private final TcpFaultProxy postgres = TcpFaultProxy.to(owner.target().port());
  private final TcpFaultProxy mariaDb = TcpFaultProxy.to(booking.target().port());
  private final Wire wire = new Wire();
  private final WorkerProcess worker;

  /** The kinds that run programs, and how their program is put in place. */
  enum Kind {
    ALEMBIC("exec alembic \"$@\""),
    LARAVEL("exec php artisan \"$@\""),
    COMMAND("exit 0");

    final String real;

    Kind(String real) {
      this.real = real;
    }
  }

  ToolTrial(Path directory) throws Exception {
    app = Workspace.in(Files.createDirectories(directory.resolve("app")));
    shop = Workspace.laravel(Files.createDirectories(directory.resolve("shop")));
    Files.createDirectories(app.path().resolve("bin"));
    Files.createDirectories(app.path().resolve("db"));
    for (Kind kind : Kind.values()) {
      put(kind, "");
    }
    Path log = Files.createDirectories(Path.of("target", "worker-logs")).resolve("bad-tools.log");
    worker = WorkerProcess.start(TestInfrastructure.freshDatabase(), settings(), log);
  }

  private Map<String, Object> settings() {
    DatabaseTarget direct = owner.target();
    DatabaseTarget far =
        new DatabaseTarget(
            direct.name(),
            direct.host(),
            postgres.port(),
            direct.database(),
            direct.username(),
            direct.password());
    Map<String, Object> settings = WorkerProcess.targets(new Owner(owner.admin(), far), app.path());
    settings.put("changeover.workspaces.app.programs", List.of("bin/command"));
    settings.put("changeover.workspaces.shop.path", shop.path().toString());
    MariaDbTarget shopDb = booking.target();
    settings.put(
        "changeover.databases.booking-db.url",
        "jdbc:mariadb://127.0.0.1:%d/%s".formatted(mariaDb.port(), shopDb.database()));
    settings.put("changeover.databases.booking-db.username", shopDb.username());
    settings.put("changeover.databases.booking-db.password", shopDb.password());
    settings.put("changeover.migration.alembic.command", tool(Kind.ALEMBIC).toString());
    settings.put("changeover.migration.laravel.command", tool(Kind.LARAVEL).toString());
    return settings;
  }

  private Path tool(Kind kind) {
    return app.path().resolve("bin").resolve(kind.name().toLowerCase(java.util.Locale.ROOT));
  }

  /** The tool that does first what is said, in the language of the shell. */
  void put(Kind kind, String first) {
    app.script(
        app.path().relativize(tool(kind)).toString(),
        "#!/bin/sh\n%s\n%s\n".formatted(first, kind.real));
  }

  /** No tool at all. */
  void remove(Kind kind) throws Exception {
    Files.delete(tool(kind));
  }

  /** A step of a deployment of its own that runs the tool. */
  StepCommand step(Kind kind) {
    return switch (kind) {
      case ALEMBIC -> step(alembic("004"));
      case LARAVEL -> step(new Laravel(SHOP, SHOP_DB, migrations()));
      case COMMAND -> step(program(null));
    };
  }

  static Alembic alembic(String revision) {
    return new Alembic(APP, APP_DB, new Argument(revision), new Argument("base"));
  }

  static Command program(DoneProbe done) {
    return new Command(
        APP, null, APP_DB, List.of("bin/command"), null, null, null, null, done, true, null, null);
  }

  static Sql sql() {
    RelativePath file = new RelativePath("up.sql");
    return new Sql(APP, APP_DB, new Argument("1"), file, file, null, null, null);
  }

  static Flyway flyway() {
    return new Flyway(APP, APP_DB, List.of(new RelativePath("db")), new Argument("1"), null, null);
  }

  private List<Argument> migrations() {
    String[] files = shop.path().resolve("database/migrations").toFile().list();
    return List.of(files).stream()
        .sorted()
        .map(file -> new Argument(file.replace(".php", "")))
        .toList();
  }

  static StepCommand step(StepSpec spec) {
    return step(spec, new DeploymentId(UUID.randomUUID().toString()), 1, Duration.ofMinutes(5));
  }

  static StepCommand step(StepSpec spec, DeploymentId deployment, int attempt, Duration timeout) {
    return new StepCommand(
        CommandId.of(deployment, STEP, Direction.FORWARD, attempt),
        deployment,
        STEP,
        Direction.FORWARD,
        attempt,
        Severity.CRITICAL,
        timeout,
        Map.of(APP_DB, new TargetName("app-db"), SHOP_DB, SHOP_NAME),
        Map.of(),
        spec);
  }

  static StepCommand within(Duration timeout, StepCommand step) {
    return step(step.spec(), step.deployment(), 1, timeout);
  }

  static StepCommand again(StepCommand step) {
    return step(step.spec(), step.deployment(), 2, step.timeout());
  }

  void send(StepCommand step) throws Exception {
    wire.send(step);
  }

  /** How a step that was sent has ended. */
  <R extends StepReport> R end(StepCommand step, Class<R> type) throws Exception {
    await("the end of " + step.spec())
        .atMost(Patience.LONG)
        .until(() -> {
          assertThat(worker.isRunning()).as(worker.output()).isTrue();
          return wire.reportsOn(step.command()).stream().anyMatch(ToolTrial::isEnd);
        });
    StepReport last =
        wire.reportsOn(step.command()).stream().filter(ToolTrial::isEnd).findFirst().orElseThrow();
    assertThat(last).isInstanceOf(type);
    assertNothingIsLeft(step);
    assertNoSecretIn(last.toString());
    assertNoSecretIn(worker.output());
    return type.cast(last);
  }

  private static boolean isEnd(StepReport report) {
    return report instanceof StepReport.Succeeded || report instanceof StepReport.Failed;
  }

  FailureReason failure(StepCommand step) throws Exception {
    send(step);
    return end(step, StepReport.Failed.class).reason();
  }

  /** Not to be waited for: who tells the end has ended all that belongs to it. */
  private static void assertNothingIsLeft(StepCommand step) {
    assertThat(LivingProcess.with("CHANGEOVER_STEP=" + step.command().value())).isEmpty();
  }

  private void assertNoSecretIn(String text) {
    for (String secret : List.of(PASSWORD, booking.target().password())) {
      String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
      assertThat(text).doesNotContain(secret, encoded, encoded.replace("+", "%20"));
    }
  }

  /** Takes both databases away from the service, until {@link #bringBack}. */
  void takeAway() {
    postgres.refuse();
    mariaDb.refuse();
  }

  /** Ends also what the servers go on with, because nobody has told them to stop. */
  void bringBack() throws Exception {
    owner.query("select pg_terminate_backend(pid) " + PG_SLEEP.formatted(database()));
    for (String id : booking.query("select ID " + MARIADB_SLEEP)) {
      booking.asAdmin("kill " + id);
    }
    await().atMost(Patience.LONG).until(() -> !sleeps());
    postgres.heal();
    mariaDb.heal();
  }

  private String database() {
    return owner.target().database();
  }

  /** Returns when a statement of a tool sleeps at one of the servers. */
  void awaitSleep() {
    await("a statement that sleeps").atMost(Patience.LONG).until(this::sleeps);
  }

  private boolean sleeps() throws Exception {
    return !owner.query("select 1 " + PG_SLEEP.formatted(database())).isEmpty()
        || !booking.query("select 1 " + MARIADB_SLEEP).isEmpty();
  }

  @Override
  public void close() throws Exception {
    worker.close();
    wire.close();
    postgres.close();
    mariaDb.close();
  }
}
