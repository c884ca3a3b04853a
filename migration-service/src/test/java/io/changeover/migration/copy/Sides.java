package io.changeover.migration.copy;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Copy;
import io.changeover.contracts.step.CopyRule;
import io.changeover.contracts.step.StepSpec;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.RegisteredDatabase;
import io.changeover.kit.target.SqliteTarget;
import io.changeover.migration.Owner;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A SQLite file and an empty PostgreSQL database of an owner that is no superuser. */
final class Sides {
  static final TargetAlias FROM = new TargetAlias("old");
  static final TargetAlias INTO = new TargetAlias("db");
  private static final TargetName SQLITE = new TargetName("app-sqlite");

  final Owner owner;
  final Path file;
  final DeploymentId deployment;

  Sides(Path directory) {
    this(
        Owner.plain(),
        directory.resolve("app " + UUID.randomUUID() + ".db"),
        new DeploymentId(UUID.randomUUID().toString()));
    owner.asAdmin("DROP SCHEMA IF EXISTS changeover_copy CASCADE");
  }

  /** As they are. */
  Sides(Owner owner, Path file, DeploymentId deployment) {
    this.owner = owner;
    this.file = file;
    this.deployment = deployment;
  }

  Sides sqlite(String... statements) throws Exception {
    try (SqliteConnection connection = SqliteConnection.openOrCreate(file)) {
      for (String each : statements) {
        connection.execute(each);
      }
    }
    return this;
  }

  Sides postgres(String... statements) throws Exception {
    try (Connection connection = owner.connect();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
    return this;
  }

  Databases databases() {
    return new Databases() {
      @Override
      public RegisteredDatabase registered(TargetName name) {
        return name.equals(SQLITE) ? new SqliteTarget(SQLITE, file) : owner.target();
      }

      @Override
      public Set<TargetName> names() {
        return Set.of(SQLITE, owner.target().name());
      }
    };
  }

  StepCommand command(StepSpec spec, Direction direction) {
    StepId step = new StepId("rows");
    return new StepCommand(
        CommandId.of(deployment, step, direction, 1),
        deployment,
        step,
        direction,
        1,
        Severity.CRITICAL,
        Duration.ofMinutes(5),
        Map.of(FROM, SQLITE, INTO, owner.target().name()),
        Map.of(),
        spec);
  }

  static Copy spec(CopyRule... rules) {
    return new Copy(FROM, INTO, Set.of(), List.of(rules), null);
  }

  CopyHandler handler() {
    return CopyHandler.of(databases(), new TargetConnections(), Clock.systemUTC());
  }

  Evidence.Copied copy(CopyRule... rules) throws Exception {
    return copy(spec(rules), LoneStepContext.first());
  }

  Evidence.Copied copy(Copy spec, StepContext context) throws Exception {
    Outcome outcome = handler().handle(command(spec, Direction.FORWARD), spec, context);
    return (Evidence.Copied) ((Outcome.Succeeded) outcome).evidence();
  }

  void back() throws Exception {
    Outcome _ = handler().handle(command(spec(), Direction.BACK), spec(), LoneStepContext.first());
  }

  List<String> rows(String sql) {
    return owner.query(sql);
  }

  String row(String sql) {
    return String.valueOf(owner.query(sql).getFirst());
  }
}
