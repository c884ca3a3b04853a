package io.changeover.backup;

import io.changeover.backup.rehearsal.RehearsalSettings;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.DumpFormat;
import io.changeover.contracts.step.PostgresDump;
import io.changeover.contracts.step.StepSpec;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.mariadb.MariaDbConnections;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.kit.target.RegisteredDatabase;
import io.changeover.kit.target.SqliteTarget;
import io.changeover.testsupport.SettableClock;
import io.changeover.testsupport.TestInfrastructure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** The service's own parts around one registered database, without Kafka and jobs. */
public final class Bench implements AutoCloseable {
  public static final TargetAlias ALIAS = new TargetAlias("db");
  public static final TargetName NAME = new TargetName("shop-db");
  public static final StepId DUMP = new StepId("pre-migration");

  public final SettableClock clock = SettableClock.at("2026-01-31T10:00:00Z");
  public @Nullable TestDatabase database;
  public final DeploymentId deployment;
  private final AnnotationConfigApplicationContext parts = new AnnotationConfigApplicationContext();

  public Bench(Path storage, TestDatabase database) throws Exception {
    this(storage, database, null);
  }

  /**
   * @param tools directory of pg_dump and pg_restore; null for those of the PATH
   */
  public Bench(Path storage, TestDatabase database, @Nullable Path tools) throws Exception {
    this(storage, database.target(NAME), database.unique(), tools);
    this.database = database;
  }

  /** Around a MariaDB database. */
  public Bench(Path storage, MariaDbTarget target) {
    this(storage, target, target.database(), null);
  }

  /**
   * Around a MariaDB database.
   *
   * @param tools directory of mariadb-dump and mariadb
   */
  public Bench(Path storage, MariaDbTarget target, Path tools) {
    this(storage, target, target.database(), tools);
  }

  /** Around a SQLite file. */
  public Bench(Path storage, SqliteTarget target) {
    this(storage, target, "sqlite_" + UUID.randomUUID().toString().substring(0, 8), null);
  }

  private Bench(Path storage, RegisteredDatabase target, String unique, @Nullable Path tools) {
    this.deployment = new DeploymentId("deployment-" + unique.replace("_", "-"));
    BackupSettings settings =
        new BackupSettings(
            storage.resolve("backups"),
            2,
            Duration.ofDays(30),
            "scratch_" + unique + "_",
            "restore_" + unique + "_",
            "postgres",
            tools);
    parts.registerBean(BackupSettings.class, () -> settings);
    parts.registerBean(
        RehearsalSettings.class,
        () -> new RehearsalSettings("rehearsal_" + unique + "_", Duration.ofHours(24)));
    parts.registerBean(TargetConnections.class, TargetConnections::new);
    parts.registerBean(MariaDbConnections.class, MariaDbConnections::new);
    parts.registerBean(Clock.class, () -> clock);
    parts.registerBean(Databases.class, () -> new OneDatabase(target));
    parts.registerBean(JdbcClient.class, () -> OwnSchema.CLIENT);
    for (String feature :
        Set.of(
            "check",
            "dump",
            "mariadb",
            "pgdump",
            "rehearsal",
            "restore",
            "server",
            "sqlite",
            "storage")) {
      parts.scan("io.changeover.backup." + feature);
    }
    parts.refresh();
  }

  public <T> T part(Class<T> type) {
    return parts.getBean(type);
  }

  public StepCommand command(
      StepId step, Direction direction, int attempt, StepSpec spec, Map<StepId, Evidence> known) {
    return command(deployment, step, direction, attempt, spec, known);
  }

  public static StepCommand command(
      DeploymentId deployment,
      StepId step,
      Direction direction,
      int attempt,
      StepSpec spec,
      Map<StepId, Evidence> known) {
    return new StepCommand(
        CommandId.of(deployment, step, direction, attempt),
        deployment,
        step,
        direction,
        attempt,
        Severity.CRITICAL,
        Duration.ofMinutes(5),
        Map.of(ALIAS, NAME),
        known,
        spec);
  }

  @SuppressWarnings("unchecked")
  public Outcome run(StepCommand command, StepContext step) throws Exception {
    for (StepHandler<?> handler : parts.getBeansOfType(StepHandler.class).values()) {
      if (handler.kind().isInstance(command.spec())) {
        return ((StepHandler<StepSpec>) handler).handle(command, command.spec(), step);
      }
    }
    throw new AssertionError("nobody does " + command.spec());
  }

  public Outcome run(StepCommand command) throws Exception {
    return run(command, new RunningStep(1));
  }

  @Override
  public void close() {
    parts.close();
  }

  private record OneDatabase(RegisteredDatabase target) implements Databases {
    @Override
    public RegisteredDatabase registered(TargetName name) throws StepFailure {
      if (!name.equals(target.name())) {
        throw new StepFailure(FailureCode.NOT_REGISTERED, "no " + name, "register it");
      }
      return target;
    }

    @Override
    public Set<TargetName> names() {
      return Set.of(target.name());
    }
  }

  /** The service's own schema, once for all tests: they keep apart by their deployments. */
  private static final class OwnSchema {
    static final JdbcClient CLIENT = create();

    private static JdbcClient create() {
      LocalDatabase own = TestInfrastructure.freshDatabase();
      DriverManagerDataSource source =
          new DriverManagerDataSource(own.jdbcUrl(), own.username(), own.password());
      try (Connection connection = source.getConnection()) {
        ScriptUtils.executeSqlScript(
            connection, new ClassPathResource("db/backup/V100__stored_backup.sql"));
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
      return JdbcClient.create(source);
    }
  }

  /** A postgres-dump of the registered database in a format. */
  public static PostgresDump dump(DumpFormat format) {
    return new PostgresDump(
        ALIAS, format, format == DumpFormat.DIRECTORY ? 2 : null, ByteSize.parse("500B"), null);
  }

  /** The command that backs the database up. */
  public StepCommand forward(int attempt) {
    return command(DUMP, Direction.FORWARD, attempt, dump(DumpFormat.CUSTOM), Map.of());
  }

  /** The same backup's way back. */
  public StepCommand back(Evidence.Backup backup) {
    return command(DUMP, Direction.BACK, 1, dump(DumpFormat.CUSTOM), Map.of(DUMP, backup));
  }

  /** The evidence of a step that has to succeed with all checks passed. */
  public Evidence evidence(StepCommand command, StepContext step) throws Exception {
    Outcome outcome = run(command, step);
    if (outcome instanceof Outcome.Succeeded done
        && done.checks().stream().allMatch(check -> check.verdict() == Verdict.PASSED)) {
      return done.evidence();
    }
    throw new AssertionError(outcome.toString());
  }

  public Evidence evidence(StepCommand command) throws Exception {
    return evidence(command, new RunningStep(1));
  }

  public Evidence.Backup backUp() throws Exception {
    return (Evidence.Backup) evidence(forward(1));
  }
}
