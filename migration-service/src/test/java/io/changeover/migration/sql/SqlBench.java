package io.changeover.migration.sql;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Argument;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.CatalogueProbe;
import io.changeover.contracts.step.Sql;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Bench;
import io.changeover.migration.Owner;
import io.changeover.migration.Steps;
import io.changeover.migration.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workspace with files of SQL, a real database, and the service's parts. */
record SqlBench(Owner owner, Workspace workspace, Bench bench) implements AutoCloseable {
  static final Duration LOCK = Duration.ofMillis(300);
  static final Duration STATEMENT = Duration.ofSeconds(20);

  static SqlBench at(Owner owner, Path directory) {
    Workspace workspace = new Workspace(directory);
    return new SqlBench(owner, workspace, new Bench(owner, workspace));
  }

  /** The same database, as it is reached through another port. */
  static Owner through(Owner owner, int port) {
    DatabaseTarget direct = owner.target();
    return new Owner(
        owner.admin(),
        new DatabaseTarget(
            direct.name(),
            direct.host(),
            port,
            direct.database(),
            direct.username(),
            direct.password()));
  }

  SqlBench file(String name, String sql) {
    workspace.write(name, sql);
    return this;
  }

  static Sql spec(@Nullable CatalogueProbe probe, Duration statementTimeout) {
    return new Sql(
        new WorkspaceName("app"),
        new TargetAlias("db"),
        new Argument("003"),
        new RelativePath("up.sql"),
        new RelativePath("down.sql"),
        probe,
        LOCK,
        statementTimeout);
  }

  static Sql spec() {
    return spec(null, STATEMENT);
  }

  /** With an index as the probe. */
  static Sql indexing() {
    return spec(new CatalogueProbe("item_by_id", null), STATEMENT);
  }

  StepCommand forward(int attempt, Sql spec) {
    return bench.command(Direction.FORWARD, attempt, spec);
  }

  StepCommand back(int attempt, Sql spec) {
    return bench.command(Direction.BACK, attempt, spec);
  }

  Evidence.Migration migrate(StepCommand command) throws Exception {
    return bench.migrate(command);
  }

  Evidence.Migration migrate(StepCommand command, LoneStepContext context) throws Exception {
    return bench.migrate(command, context);
  }

  FailureReason failure(StepCommand command) {
    return catchThrowableOfType(StepFailure.class, () -> bench.handle(command, Steps.withFence(1)))
        .reason();
  }

  void asOwner(String sql) throws SQLException {
    try (Connection connection = owner.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The versions that the ledger has. */
  List<String> ledger() {
    return owner.query("select to_regclass('changeover_sql_ledger')").getFirst() == null
        ? List.of()
        : owner.query("select version from changeover_sql_ledger order by number");
  }

  /** Whether a table or an index is there. */
  boolean has(String name) {
    return owner.query("select to_regclass('%s')".formatted(name)).getFirst() != null;
  }

  @Override
  public void close() {
    bench.close();
  }
}
