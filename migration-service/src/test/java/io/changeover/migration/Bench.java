package io.changeover.migration;

import io.changeover.contracts.Argument;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Alembic;
import io.changeover.contracts.step.Laravel;
import io.changeover.contracts.step.MigrationTools;
import io.changeover.contracts.step.StepSpec;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.mariadb.MariaDbConnections;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.ServerDatabase;
import io.changeover.kit.target.WorkspaceRights;
import io.changeover.kit.target.Workspaces;
import io.changeover.testsupport.TestInfrastructure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service's own parts, wired as in the service, without the kit's messages and jobs. */
public final class Bench implements AutoCloseable {
  private static final TargetAlias DB = new TargetAlias("db");
  private static final WorkspaceName WORKSPACE = new WorkspaceName("app");

  /** One for all tests: a bench's deployment and database are its own. */
  private static final JdbcClient SERVICE_DATABASE = serviceDatabase();

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private Owner owner;
  private final ServerDatabase target;
  private final OneWorkspace workspace;
  private final DeploymentId deployment = new DeploymentId(UUID.randomUUID().toString());

  public Bench(Owner owner, Workspace workspace, Map<String, Object> settings) {
    this(owner.target(), workspace, settings);
    this.owner = owner;
  }

  public Bench(ServerDatabase target, Workspace workspace, Map<String, Object> settings) {
    this.target = target;
    this.workspace =
        new OneWorkspace(workspace.path(), new AtomicReference<>(WorkspaceRights.NONE));
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
    context.registerBean(JdbcClient.class, () -> SERVICE_DATABASE);
    context.registerBean(Clock.class, Clock::systemUTC);
    context.registerBean(Databases.class, () -> new OneDatabase(target));
    context.registerBean(Secrets.class, Secrets::new);
    context.registerBean(TargetConnections.class, TargetConnections::new);
    context.registerBean(MariaDbConnections.class, MariaDbConnections::new);
    context.registerBean(Workspaces.class, () -> this.workspace);
    context.register(Parts.class);
    context.refresh();
  }

  public Bench(Owner owner, Workspace workspace) {
    this(owner, workspace, Map.of());
  }

  private static JdbcClient serviceDatabase() {
    LocalDatabase database = TestInfrastructure.freshDatabase();
    Flyway flyway =
        Flyway.configure()
            .dataSource(database.jdbcUrl(), database.username(), database.password())
            .locations("classpath:db/migration")
            .load();
    flyway.migrate();
    return JdbcClient.create(flyway.getConfiguration().getDataSource());
  }

  /** What plans may do in the workspace from now on. */
  public Bench allowing(WorkspaceRights rights) {
    workspace.rights().set(rights);
    return this;
  }

  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  public Owner owner() {
    return Objects.requireNonNull(owner, "not of PostgreSQL");
  }

  public CommandId commandId(Direction direction, int attempt) {
    return CommandId.of(deployment, new StepId("migrate"), direction, attempt);
  }

  public StepCommand command(Direction direction, int attempt, StepSpec spec) {
    return new StepCommand(
        commandId(direction, attempt),
        deployment,
        new StepId("migrate"),
        direction,
        attempt,
        Severity.CRITICAL,
        Duration.ofMinutes(5),
        Map.of(DB, target.name()),
        Map.of(),
        spec);
  }

  public StepCommand forward(String revision) {
    return command(Direction.FORWARD, 1, alembic(revision, "base"));
  }

  public StepCommand retry(String revision) {
    return command(Direction.FORWARD, 2, alembic(revision, "base"));
  }

  public StepCommand back(String revision) {
    return command(Direction.BACK, 1, alembic("head", revision));
  }

  public StepCommand look(String versionAtLeast) {
    return command(
        Direction.FORWARD,
        1,
        new MigrationTools(WORKSPACE, DB, new Argument("alembic"), versionAtLeast));
  }

  public Laravel laravel(String... migrations) {
    return new Laravel(WORKSPACE, DB, Arrays.stream(migrations).map(Argument::new).toList());
  }

  public MigrationTools tools(String tool) {
    return new MigrationTools(WORKSPACE, DB, new Argument(tool), null);
  }

  public MigrationTools files(String tool, String... locations) {
    return new MigrationTools(
        WORKSPACE,
        DB,
        new Argument(tool),
        null,
        Arrays.stream(locations).map(RelativePath::new).toList());
  }

  private static Alembic alembic(String upgrade, String downgrade) {
    return new Alembic(WORKSPACE, DB, new Argument(upgrade), new Argument(downgrade));
  }

  public Outcome handle(StepCommand command, StepContext stepContext) throws Exception {
    for (StepHandler<?> handler : context.getBeansOfType(StepHandler.class).values()) {
      if (handler.kind().isInstance(command.spec())) {
        return handle(handler, command, stepContext);
      }
    }
    throw new IllegalArgumentException("no handler for " + command.spec());
  }

  private static <S extends StepSpec> Outcome handle(
      StepHandler<S> handler, StepCommand command, StepContext stepContext) throws Exception {
    return handler.handle(command, handler.kind().cast(command.spec()), stepContext);
  }

  /** Handles a command for the first time and answers what it can show. */
  public Evidence.Migration migrate(StepCommand command) throws Exception {
    return migrate(command, Steps.withFence(1));
  }

  public Evidence.Migration migrate(StepCommand command, StepContext stepContext) throws Exception {
    Outcome.Succeeded succeeded = (Outcome.Succeeded) handle(command, stepContext);
    return (Evidence.Migration) succeeded.evidence();
  }

  @Override
  public void close() {
    context.close();
  }

  /** All of the service but its main class. */
  @ComponentScan(
      basePackageClasses = MigrationService.class,
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.ASSIGNABLE_TYPE,
              classes = MigrationService.class))
  @ConfigurationPropertiesScan(basePackageClasses = MigrationService.class)
  static class Parts {}

  private record OneDatabase(ServerDatabase target) implements Databases {
    @Override
    public ServerDatabase registered(TargetName name) {
      return target;
    }

    @Override
    public Set<TargetName> names() {
      return Set.of(target.name());
    }
  }

  private record OneWorkspace(Path path, AtomicReference<WorkspaceRights> rights)
      implements Workspaces {
    @Override
    public Path get(WorkspaceName name) {
      return path;
    }

    @Override
    public WorkspaceRights rights(WorkspaceName name) {
      return rights.get();
    }

    @Override
    public Set<WorkspaceName> names() {
      return Set.of(WORKSPACE);
    }
  }
}
