package io.changeover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Argument;
import io.changeover.contracts.Direction;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Flyway;
import io.changeover.contracts.step.Sql;
import io.changeover.contracts.step.StepSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of SQL, tried up, back and up again on a copy, as a rehearsal does. */
class RehearsedFilesTest {
  private static final TargetAlias DB = new TargetAlias("db");

  @TempDir private Path directory;

  static Stream<StepSpec> files() {
    WorkspaceName app = new WorkspaceName("app");
    Argument two = new Argument("2");
    RelativePath up = new RelativePath("db/V2__items.sql");
    RelativePath down = new RelativePath("down.sql");
    return Stream.of(
        new Sql(app, DB, two, up, down, null, null, null),
        new Flyway(app, DB, List.of(new RelativePath("db")), two, new Argument("1"), down));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aCopyIsMigratedAndTheDatabaseItselfIsLeftAlone(StepSpec file) throws Exception {
    Owner owner = Owner.creatingRoles();
    String copy = "copy_" + UUID.randomUUID().toString().replace("-", "");
    owner.asAdmin("create database %s owner %s".formatted(copy, owner.target().username()));
    Files.createDirectories(directory.resolve("db"));
    Workspace workspace =
        new Workspace(directory)
            .write("db/V1__base.sql", "select 1;")
            .write("db/V2__items.sql", "create table item (id int primary key);")
            .write("down.sql", "drop table item;");
    try (Bench bench = new Bench(owner, workspace)) {
      bench.migrate(onCopy(bench.command(Direction.FORWARD, 1, file), copy));
      assertThat(hasItem(owner, copy)).isTrue();
      bench.migrate(onCopy(bench.command(Direction.BACK, 1, file), copy));
      assertThat(hasItem(owner, copy)).isFalse();
      bench.migrate(onCopy(bench.command(Direction.FORWARD, 2, file), copy));
      assertThat(hasItem(owner, copy)).isTrue();
    } finally {
      owner.asAdmin("drop database %s with (force)".formatted(copy));
    }

    assertThat(file.rehearsable()).isTrue();
    assertThat(owner.query("select count(*) from pg_tables where schemaname = 'public'"))
        .containsExactly("0");
  }

  private static StepCommand onCopy(StepCommand command, String copy) {
    return new StepCommand(
        command.command(),
        command.deployment(),
        command.step(),
        command.direction(),
        command.attempt(),
        command.severity(),
        command.timeout(),
        command.targets(),
        command.evidence(),
        command.spec(),
        Map.of(DB, copy));
  }

  private static boolean hasItem(Owner owner, String database) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                owner.target().jdbcUrl(database),
                owner.target().username(),
                owner.target().password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select to_regclass('item') is not null")) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
