package io.changeover.backup.mariadb;

import static io.changeover.backup.Bench.ALIAS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.backup.Bench;
import io.changeover.backup.RunningStep;
import io.changeover.backup.rehearsal.LeftoverClones;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.CloneDatabase;
import io.changeover.contracts.step.CopyScope;
import io.changeover.contracts.step.DropClone;
import io.changeover.embedded.LocalMariaDb;
import io.changeover.kit.mariadb.MariaDbConnections;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.testsupport.RequiresTool;
import io.changeover.testsupport.TestInfrastructure;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scratch databases at a real MariaDB: what is in use stays, and what a crash has left goes. */
@RequiresTool("mariadbd")
@RequiresTool("mariadb-dump")
class MariaDbRehearsalTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final StepId CLONE = new StepId("rehearse.clone");
  private static final StepId RESTORE = new StepId("rehearse.level-3");

  @TempDir private Path directory;
  private final MariaDbConnections connections = new MariaDbConnections();
  private MariaDbTarget target;
  private Bench bench;

  @BeforeEach
  void database() throws Exception {
    LocalMariaDb server = TestInfrastructure.mariaDb();
    target =
        new MariaDbTarget(
            Bench.NAME,
            "127.0.0.1",
            server.port(),
            "rehearsed_" + NUMBER.incrementAndGet(),
            LocalMariaDb.ADMINISTRATOR,
            server.password());
    atServer("create database " + target.database());
    atServer("create table %s.booking (id int primary key)".formatted(target.database()));
    atServer("insert into %s.booking values (1), (2)".formatted(target.database()));
    bench = new Bench(directory, target);
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
    for (String left : copies()) {
      atServer("drop database " + left);
    }
  }

  private void atServer(String sql) throws Exception {
    try (Connection connection = connections.openServer(target)) {
      MariaDbServer.execute(connection, sql);
    }
  }

  private List<String> copies() throws Exception {
    try (Connection connection = connections.openServer(target)) {
      return MariaDbServer.all(
          connection,
          "select SCHEMA_NAME from information_schema.SCHEMATA where left(SCHEMA_NAME, %d) = '%s' order by 1"
              .formatted(prefix().length(), prefix()),
          row -> row.getString(1));
    }
  }

  private String prefix() {
    return "rehearsal_%s_".formatted(target.database());
  }

  private Evidence.Clone copy() throws Exception {
    return copy(CopyScope.DATA);
  }

  private Evidence.Clone copy(CopyScope scope) throws Exception {
    return (Evidence.Clone)
        bench.evidence(
            bench.command(CLONE, Direction.FORWARD, 1, new CloneDatabase(ALIAS, scope), Map.of()));
  }

  private List<String> rows(String database) throws Exception {
    try (Connection connection = connections.openServer(target)) {
      return MariaDbServer.all(
          connection,
          "select migration from %1$s.migrations union all select id from %1$s.booking order by 1"
              .formatted(database),
          row -> row.getString(1));
    }
  }

  private StepCommand restore(Evidence.Clone copy) {
    return new StepCommand(
        CommandId.of(bench.deployment, RESTORE, Direction.BACK, 1),
        bench.deployment,
        RESTORE,
        Direction.BACK,
        1,
        Severity.MAJOR,
        Duration.ofMinutes(5),
        Map.of(ALIAS, Bench.NAME),
        Map.of(RESTORE, copy),
        new CloneDatabase(ALIAS, CopyScope.DATA),
        Map.of(ALIAS, copy.database()));
  }

  /** As when the service starts. */
  private void leftovers() {
    bench.part(LeftoverClones.class).everywhere();
  }

  @Test
  void whatALiveWorkerMakesStaysAndWhatADeadOneHasLeftGoes() throws Exception {
    String half = prefix() + "0123456789abcdef";
    try (Connection worker = connections.openServer(target)) {
      MariaDbServer.execute(worker, "do get_lock('%s', 0)".formatted(half));
      atServer("create database " + half);
      leftovers();
      assertThat(copies()).containsExactly(half);
    }

    leftovers();

    assertThat(copies()).isEmpty();
  }

  @Test
  void aLiveRehearsalKeepsAllThatItHasUntilItsTimeIsOver() throws Exception {
    Evidence.Clone copy = copy();
    atServer("drop table %s.booking".formatted(copy.database()));
    bench.evidence(restore(copy));
    atServer("create database %s_copy".formatted(copy.database()));
    List<String> all = copies();
    assertThat(all).as("the copy, what was replaced, a half-made restore").hasSize(3);

    leftovers();
    assertThat(copies()).isEqualTo(all);

    bench.clock.advance(Duration.ofHours(25));
    leftovers();
    assertThat(copies()).isEmpty();
  }

  @Test
  void aCopyOfTheSchemaHasTheLedgersRowsAndNoOthers() throws Exception {
    atServer(
        "create table %s.migrations (id int primary key, migration varchar(191), batch int)"
            .formatted(target.database()));
    atServer("insert into %s.migrations values (1, 'first', 1)".formatted(target.database()));

    Evidence.Clone schema = copy(CopyScope.SCHEMA);

    assertThat(schema.rows()).isEqualTo(1);
    assertThat(rows(schema.database())).containsExactly("first");
    assertThat(rows(target.database())).containsExactly("1", "2", "first");
  }

  @Test
  void aRestoreThatDiedLeavesNothingWhenItsRehearsalIsOver() throws Exception {
    Evidence.Clone copy = copy();
    RunningStep dying =
        new RunningStep(1)
            .onProgress(progress -> {
              if (progress.message().contains("take the live ones' place")) {
                throw new IllegalStateException("the worker dies here");
              }
            });
    assertThatThrownBy(() -> bench.run(restore(copy), dying)).hasMessageContaining("dies here");
    assertThat(copies()).containsExactly(copy.database(), copy.database() + "_copy");

    bench.evidence(
        bench.command(
            new StepId("rehearse.drop"),
            Direction.FORWARD,
            1,
            new DropClone(ALIAS, CLONE),
            Map.of()));

    assertThat(copies()).isEmpty();
  }
}
