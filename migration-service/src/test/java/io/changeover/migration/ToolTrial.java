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
import io.changeover.contracts.step.Django;
import io.changeover.contracts.step.DoneProbe;
import io.changeover.contracts.step.Flyway;
import io.changeover.contracts.step.Laravel;
import io.changeover.contracts.step.MigrationTools;
import io.changeover.contracts.step.Prisma;
import io.changeover.contracts.step.Sql;
import io.changeover.contracts.step.StepSpec;
import io.changeover.migration.prisma.PrismaProject;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.TcpFaultProxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  private static final StepId STEP = new StepId("tried");

  final Owner owner = Owner.of("", PASSWORD);
  final BookingDatabase booking = BookingDatabase.plain();
  private final Map<Kind, TcpFaultProxy> proxies = new EnumMap<>(Kind.class);
  private final Path directory;
  private final Wire wire = new Wire();
  private final WorkerProcess worker;

  /**
   * The kinds that run programs, each in a workspace of its own and with a database of its own name
   * and port, as steps are turned away while a younger one is at the same database.
   */
  enum Kind {
    ALEMBIC("app", "alembic \"$@\"", "history|--version"),
    LARAVEL("shop", "php artisan \"$@\"", ""),
    PRISMA("parcels", "node node_modules/prisma/build/index.js \"$@\"", ""),
    DJANGO("tickets", "/usr/bin/python3 manage.py \"$@\"", "showmigrations|version"),
    COMMAND("jobs", "true", "");

    final String real;
    final String questions;
    private final String place;

    /**
     * A kind of step.
     *
     * @param real its tool, in the language of the shell
     * @param questions what the tool is asked before it is to do something
     */
    Kind(String place, String real, String questions) {
      this.place = place;
      this.real = real;
      this.questions = questions;
    }

    WorkspaceName workspace() {
      return new WorkspaceName(place);
    }

    TargetAlias alias() {
      return new TargetAlias(place);
    }

    TargetName database() {
      return new TargetName(place + "-db");
    }

    /** The kind's word in plans. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  ToolTrial(Path directory) throws Exception {
    this.directory = directory;
    for (Kind kind : Kind.values()) {
      Files.createDirectories(workspace(kind).path().resolve("bin"));
      proxies.put(
          kind,
          TcpFaultProxy.to(kind == Kind.LARAVEL ? booking.target().port() : owner.target().port()));
    }
    Workspace _ = Workspace.in(workspace(Kind.ALEMBIC).path());
    Workspace _ = Workspace.laravel(workspace(Kind.LARAVEL).path());
    PrismaProject _ = new PrismaProject(workspace(Kind.PRISMA).path());
    Workspace _ = Workspace.django(workspace(Kind.DJANGO).path());
    Files.createDirectories(workspace(Kind.ALEMBIC).path().resolve("db"));
    for (Kind kind : Kind.values()) {
      put(kind, "");
    }
    Path log = Files.createDirectories(Path.of("target", "worker-logs")).resolve("bad-tools.log");
    worker = WorkerProcess.start(settings(), log);
  }

  private Workspace workspace(Kind kind) {
    return new Workspace(directory.resolve(kind.place));
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("changeover.workspaces.jobs.programs", List.of("bin/command"));
    proxies.forEach((kind, proxy) -> {
      settings.put(
          "changeover.workspaces.%s.path".formatted(kind.workspace()),
          workspace(kind).path().toString());
      settings.put(
          "changeover.migration.%s.command".formatted(kind.word()),
          workspace(kind).path().resolve(tool(kind)).toString());
      String database = "changeover.databases.%s.".formatted(kind.database());
      settings.put(database + "url", url(kind, proxy.port()));
      boolean atMariaDb = kind == Kind.LARAVEL;
      settings.put(
          database + "username",
          atMariaDb ? booking.target().username() : owner.target().username());
      settings.put(
          database + "password",
          atMariaDb ? booking.target().password() : owner.target().password());
    });
    return settings;
  }

  private String url(Kind kind, int port) {
    return kind == Kind.LARAVEL
        ? "jdbc:mariadb://127.0.0.1:%d/%s".formatted(port, booking.target().database())
        : "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database());
  }

  /** Below the kind's workspace. */
  private static String tool(Kind kind) {
    return "bin/" + kind.word();
  }

  /** The tool that does first what is said, in the language of the shell. */
  void put(Kind kind, String first) {
    workspace(kind).script(tool(kind), "#!/bin/sh\n%s\nexec %s\n".formatted(first, kind.real));
  }

  /** The tool that answers what it is asked, and does what is said when it is to do something. */
  void putAnswering(Kind kind, String does) {
    String answering = "case $1 in %s) exec %s;; esac\n".formatted(kind.questions, kind.real);
    put(kind, (kind.questions.isEmpty() ? "" : answering) + does);
  }

  /** No tool at all. */
  void remove(Kind kind) throws Exception {
    Files.delete(workspace(kind).path().resolve(tool(kind)));
  }

  /** A step of a deployment of its own that runs the tool. */
  StepCommand step(Kind kind) {
    return switch (kind) {
      case ALEMBIC -> step(alembic("004"));
      case LARAVEL -> step(new Laravel(kind.workspace(), kind.alias(), migrations()));
      case PRISMA, DJANGO -> step(first(kind));
      case COMMAND -> step(program(null));
    };
  }

  static Alembic alembic(String revision) {
    return new Alembic(
        Kind.ALEMBIC.workspace(),
        Kind.ALEMBIC.alias(),
        new Argument(revision),
        new Argument("base"));
  }

  /** The first migration of a kind at PostgreSQL, which makes the table item. */
  static StepSpec first(Kind kind) {
    return switch (kind) {
      case ALEMBIC -> alembic("001");
      case PRISMA ->
          new Prisma(kind.workspace(), kind.alias(), new Argument(PrismaProject.FIRST), null);
      case DJANGO ->
          new Django(
              kind.workspace(),
              kind.alias(),
              new Argument("items"),
              new Argument("0001"),
              new Argument("zero"),
              null);
      case LARAVEL, COMMAND -> throw new IllegalArgumentException(kind.word());
    };
  }

  /** A look at the tool of a kind before it is needed. */
  static StepCommand look(Kind kind, String versionAtLeast) {
    return step(
        new MigrationTools(
            kind.workspace(), kind.alias(), new Argument(kind.word()), versionAtLeast));
  }

  static Command program(DoneProbe done) {
    return new Command(
        Kind.COMMAND.workspace(),
        null,
        Kind.COMMAND.alias(),
        List.of("bin/command"),
        null,
        null,
        null,
        null,
        done,
        true,
        null,
        null);
  }

  static Sql sql() {
    RelativePath file = new RelativePath("up.sql");
    return new Sql(
        Kind.ALEMBIC.workspace(),
        Kind.ALEMBIC.alias(),
        new Argument("1"),
        file,
        file,
        null,
        null,
        null);
  }

  static Flyway flyway() {
    return new Flyway(
        Kind.ALEMBIC.workspace(),
        Kind.ALEMBIC.alias(),
        List.of(new RelativePath("db")),
        new Argument("1"),
        null,
        null);
  }

  private List<Argument> migrations() {
    String[] files = workspace(Kind.LARAVEL).path().resolve("database/migrations").toFile().list();
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
        Stream.of(Kind.values()).collect(Collectors.toMap(Kind::alias, Kind::database)),
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

  /** How a step of each kind fails; they run side by side. */
  Map<Kind, StepReport.Failed> failures(Collection<Kind> kinds, Function<Kind, StepCommand> stepOf)
      throws Exception {
    Map<Kind, StepCommand> steps = new EnumMap<>(Kind.class);
    for (Kind kind : kinds) {
      steps.put(kind, stepOf.apply(kind));
      send(steps.get(kind));
    }
    Map<Kind, StepReport.Failed> failures = new EnumMap<>(Kind.class);
    for (Map.Entry<Kind, StepCommand> step : steps.entrySet()) {
      failures.put(step.getKey(), end(step.getValue(), StepReport.Failed.class));
    }
    return failures;
  }

  /** Not to be waited for: who tells the end has ended all that belongs to it. */
  private static void assertNothingIsLeft(StepCommand step) throws Exception {
    assertThat(LivingProcess.with("CHANGEOVER_STEP=" + step.command().value())).isEmpty();
    try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(temporary.map(Path::toString))
          .noneMatch(file -> file.contains(Attempt.loginsOf(step.command())));
    }
  }

  private void assertNoSecretIn(String text) {
    for (String secret : List.of(PASSWORD, booking.target().password())) {
      String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
      assertThat(text)
          .doesNotContain(secret, encoded, encoded.replace("+", "%20"))
          .doesNotContain(secret.replace("\"", "\\\""), secret.replace("'", "\\'"));
    }
  }

  /** A file of SQL, for the steps that run it themselves. */
  void write(String file, String text) {
    Workspace _ = workspace(Kind.ALEMBIC).write(file, text);
  }

  /** Takes the databases away from the service, until {@link #bringBack}. */
  void takeAway() {
    proxies.values().forEach(TcpFaultProxy::refuse);
  }

  /** Ends also what the servers go on with, because nobody has told them to stop. */
  void bringBack() throws Exception {
    owner.query("select pg_terminate_backend(pid) " + PG_SLEEP.formatted(database()));
    for (String id : booking.query("select ID " + MARIADB_SLEEP)) {
      booking.asAdmin("kill " + id);
    }
    await().atMost(Patience.LONG).until(() -> sleeping() == 0);
    proxies.values().forEach(TcpFaultProxy::heal);
  }

  private String database() {
    return owner.target().database();
  }

  /** Returns when so many statements of tools sleep at the servers. */
  void awaitSleep(int statements) {
    await("statements that sleep").atMost(Patience.LONG).until(() -> sleeping() == statements);
  }

  private int sleeping() throws Exception {
    return owner.query("select 1 " + PG_SLEEP.formatted(database())).size()
        + booking.query("select 1 " + MARIADB_SLEEP).size();
  }

  @Override
  public void close() throws Exception {
    worker.close();
    wire.close();
    for (TcpFaultProxy proxy : proxies.values()) {
      proxy.close();
    }
  }
}
