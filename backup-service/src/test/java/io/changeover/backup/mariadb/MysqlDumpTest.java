package io.changeover.backup.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.backup.Bench;
import io.changeover.backup.RunningStep;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.BackupTools;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.FingerprintScope;
import io.changeover.contracts.step.MysqlDump;
import io.changeover.embedded.LocalMariaDb;
import io.changeover.kit.mariadb.MariaDbConnections;
import io.changeover.kit.mariadb.MariaDbSchema;
import io.changeover.kit.mariadb.MariaDbTable;
import io.changeover.kit.mariadb.MariaDbTables;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.testsupport.RequiresTool;
import io.changeover.testsupport.TestInfrastructure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real dumps of a real MariaDB, and real ways back. */
@RequiresTool("mariadbd")
@RequiresTool("mariadb-dump")
class MysqlDumpTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final String ODD_PASSWORD = "it's 100% \"odd\" `p\\a%s$s; #ä";

  private static final List<String> SCHEMA =
      List.of(
          "create table company (id int primary key auto_increment, name varchar(40) not null, logo blob)",
          "create table booking (id int primary key auto_increment, company_id int not null, note text, at datetime,"
              + " constraint booking_company foreign key (company_id) references company (id) on delete cascade)",
          "create table migrations (id int primary key auto_increment, migration varchar(255))",
          "create view late as select * from booking where at > '2026-06-01'",
          "create view a_late as select count(*) as n from late",
          "create trigger note before insert on booking for each row set new.note = coalesce(new.note, 'none; really')",
          "create procedure greet(in who varchar(20)) begin select concat('a ; b ', who); end",
          "insert into company (name, logo) values ('Łódź \\\\ ''quoted''', x'00ff27'), ('b', null)",
          "insert into booking (company_id, at) select 1 + seq %% 2, '2026-01-01' + interval seq hour from seq_1_to_5000");

  @TempDir private Path directory;
  private final MariaDbConnections connections = new MariaDbConnections();
  private MariaDbTarget target;
  private Bench bench;

  @BeforeEach
  void database() throws Exception {
    LocalMariaDb server = TestInfrastructure.mariaDb();
    String name = "booking_" + NUMBER.incrementAndGet();
    target =
        new MariaDbTarget(
            Bench.NAME,
            "127.0.0.1",
            server.port(),
            name,
            LocalMariaDb.ADMINISTRATOR,
            server.password());
    try (Connection connection = connections.openServer(target)) {
      MariaDbServer.execute(connection, "create database %s character set utf8mb4".formatted(name));
    }
    for (String sql : SCHEMA) {
      run(sql.replace("%%", "%"));
    }
    bench = new Bench(directory, target);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void theDumpIsProvedAndLeadsBackWithAllThatIsNotATable() throws Exception {
    List<String> before = state();
    Evidence.Backup backup = backUp();
    assertThat(backup.verified()).isTrue();
    assertThat(backup.rows()).isEqualTo(5002);
    assertThat(Path.of(backup.location())).hasFileName("dump.sql.gz").isReadable();
    assertThat(Files.getPosixFilePermissions(Path.of(backup.location()))).hasSize(2);

    damage();
    assertThat(fingerprint(backup)).isInstanceOf(Outcome.Failed.class);
    Evidence.RestorePrice price =
        (Evidence.RestorePrice)
            ((Outcome.Succeeded) bench.run(command(Direction.PROBE, backup))).evidence();
    assertThat(price.usable()).isTrue();
    assertThat(price.rowsAddedOrRemoved()).as("without the ledger's").isEqualTo(2501);
    assertThat(price.tablesChanged()).containsExactlyInAnyOrder("booking", "company");

    Evidence.Restore restored = (Evidence.Restore) bench.evidence(command(Direction.BACK, backup));

    assertThat(state()).isEqualTo(before);
    assertThat(fingerprint(backup)).isInstanceOf(Outcome.Succeeded.class);
    assertThat(rows("select count(*) from `%s`.booking".formatted(restored.kept())))
        .containsExactly("2500");
    run("insert into booking (company_id) values (1)");
    assertThat(rows("select note from booking where id = last_insert_id() or at is null"))
        .containsExactly("none; really");
    run("delete from company where id = 1");
    assertThat(rows("select count(*) from booking where company_id = 1")).containsExactly("0");
    assertThat(ownDatabases()).isEmpty();
    assertThat(bench.evidence(command(Direction.BACK, backup)))
        .as("the same command once more changes nothing")
        .isInstanceOf(Evidence.Restore.class);
  }

  private void damage() throws Exception {
    run("delete from company where id = 2");
    run("create table more (id int)");
    run("insert into migrations (migration) values ('more')");
    run("drop view a_late");
    run("drop trigger note");
  }

  @Test
  void aSwapThatDiedInTheMiddleIsFinished() throws Exception {
    List<String> before = state();
    Evidence.Backup backup = backUp();
    damage();
    StepCommand back = command(Direction.BACK, backup);
    AtomicBoolean dead = new AtomicBoolean();
    RunningStep dying =
        new RunningStep(1)
            .onProgress(progress -> {
              if (progress.message().contains("take the live ones' place")) {
                dead.set(true);
                throw new IllegalStateException("the worker dies here");
              }
            });
    assertThatThrownBy(() -> bench.run(back, dying)).hasMessageContaining("dies here");
    assertThat(dead).isTrue();
    TestInfrastructure.mariaDb().crashAndRestart();

    bench.evidence(back, new RunningStep(2));

    assertThat(state()).isEqualTo(before);
    assertThat(ownDatabases()).isEmpty();
  }

  @Test
  void aDumpThatIsDamagedIsNotRestored() throws Exception {
    Evidence.Backup backup = backUp();
    List<String> before = state();
    byte[] dump = Files.readAllBytes(Path.of(backup.location()));
    dump[dump.length / 2] ^= 1;
    Files.write(Path.of(backup.location()), dump);

    assertThatThrownBy(() -> bench.run(command(Direction.BACK, backup)))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("is damaged");
    assertThat(state()).isEqualTo(before);
    assertThat(ownDatabases()).isEmpty();
  }

  @Test
  void whatIsWrittenMeanwhileIsInNeitherTheDumpNorItsCounts() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    FutureTask<Boolean> writing =
        new FutureTask<>(() -> {
          while (!stop.get()) {
            run("insert into booking (company_id, note) values (1, 'meanwhile')");
          }
          return true;
        });
    Thread writer = Thread.ofPlatform().start(writing);
    try {
      for (int round = 1; round <= 3; round++) {
        assertThat(backUp(round).verified()).isTrue();
      }
    } finally {
      stop.set(true);
      writer.join();
    }
    assertThat(writing.get()).as("nothing that was written failed").isTrue();
    assertThat(rows("select count(*) > 5000 from booking")).containsExactly("1");
  }

  @Test
  void toolsOfAnOlderSeriesThanTheServerAreNamed() throws Exception {
    Path tools = Files.createDirectory(directory.resolve("bin"));
    for (String tool : List.of("mariadb-dump", "mariadb")) {
      Path script = tools.resolve(tool);
      Files.writeString(
          script, "#!/bin/sh\necho '%s  Ver 10.19 Distrib 10.5.23-MariaDB'\n".formatted(tool));
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
    StepCommand look =
        bench.command(
            new StepId("look"), Direction.FORWARD, 1, new BackupTools(Bench.ALIAS), Map.of());
    assertThat(bench.run(look)).isInstanceOf(Outcome.Succeeded.class);
    try (Bench old = new Bench(directory, target, tools)) {
      assertThatThrownBy(() ->
              old.run(old.command(Bench.DUMP, Direction.FORWARD, 1, spec(Bench.ALIAS), Map.of())))
          .isInstanceOfSatisfying(
              StepFailure.class,
              failed -> {
                assertThat(failed.reason().code()).isEqualTo(FailureCode.TOOL_MISSING);
                assertThat(failed.reason().message())
                    .contains("mariadb-dump is of version 10.5.23", "the server's 1");
              });
      Outcome seen = old.run(look);
      assertThat(seen).isInstanceOf(Outcome.Failed.class);
      assertThat(seen.checks()).allMatch(check -> check.verdict() == Verdict.FAILED);
      assertThat(seen.checks().getFirst().actual()).isEqualTo("10.5.23");
    }
    assertThat(directory.resolve("backups")).doesNotExist();
  }

  @Test
  void anyPasswordWillDo() throws Exception {
    List<String> before = state();
    try (Bench odd = new Bench(directory, withOddPassword())) {
      Evidence.Backup backup =
          (Evidence.Backup)
              odd.evidence(
                  odd.command(Bench.DUMP, Direction.FORWARD, 1, spec(Bench.ALIAS), Map.of()));
      damage();

      odd.evidence(
          odd.command(
              Bench.DUMP, Direction.BACK, 1, spec(Bench.ALIAS), Map.of(Bench.DUMP, backup)));
    }
    assertThat(state()).isEqualTo(before);
  }

  /** A user who may do everything, also in what is made meanwhile. */
  private MariaDbTarget withOddPassword() throws Exception {
    String user = "odd_" + NUMBER.get();
    run(
        "create user %s@'%%' identified by '%s'"
            .formatted(user, ODD_PASSWORD.replace("\\", "\\\\").replace("'", "''")));
    run("grant all on *.* to %s@'%%'".formatted(user));
    return target.as(user, ODD_PASSWORD);
  }

  @Test
  void aNumberThatTheDumpCannotWriteIsNoticed() throws Exception {
    run("create table place (id int primary key, longitude float)");
    run("insert into place values (1, -122.41942)");

    Outcome outcome =
        bench.run(bench.command(Bench.DUMP, Direction.FORWARD, 1, spec(Bench.ALIAS), Map.of()));

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.toString()).contains("saw place: 1 rows");
    run("update place set longitude = -122.5");
    assertThat(
            bench.evidence(
                bench.command(Bench.DUMP, Direction.FORWARD, 2, spec(Bench.ALIAS), Map.of())))
        .isInstanceOf(Evidence.Backup.class);
  }

  @Test
  void tablesWhoseHistoryWouldBeLostAreRefused() throws Exception {
    run("create table price (id int primary key, amount int) with system versioning");

    assertThatThrownBy(this::backUp)
        .isInstanceOfSatisfying(
            StepFailure.class,
            failed -> {
              assertThat(failed.reason().code()).isEqualTo(FailureCode.REFUSED);
              assertThat(failed.reason().message()).contains("system-versioned tables (price)");
            });
  }

  @Test
  void theServersOwnLimitsDoNotEndALongDump() throws Exception {
    String user = "hurried_" + NUMBER.get();
    run("create user %s@'%%' identified by 'p'".formatted(user));
    run("grant all on *.* to %s@'%%'".formatted(user));
    run("set global wait_timeout = 1");
    AtomicBoolean waited = new AtomicBoolean();
    RunningStep slow =
        new RunningStep(1)
            .onProgress(told -> {
              if (told.message().startsWith("restoring") && !waited.getAndSet(true)) {
                LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
              }
            });
    try (Bench hurried = new Bench(directory, target.as(user, "p"))) {
      StepCommand dump =
          hurried.command(Bench.DUMP, Direction.FORWARD, 1, spec(Bench.ALIAS), Map.of());

      assertThat(hurried.evidence(dump, slow)).isInstanceOf(Evidence.Backup.class);
      assertThat(waited).isTrue();
    } finally {
      run("set global wait_timeout = 28800");
    }
  }

  @ParameterizedTest(name = "after {0} bytes")
  @CsvSource({
    "1, the session that held the tables has ended",
    "1000000, Lost connection",
  })
  void aServerThatGoesAwayInTheMiddleOfTheDumpIsToldAndLeavesNothing(long bytes, String cause)
      throws Exception {
    run("create table bulky (id int primary key auto_increment, noise longblob)");
    run("insert into bulky (noise) select random_bytes(1024) from seq_1_to_20000");
    AtomicBoolean gone = new AtomicBoolean();
    try (Bench odd = new Bench(directory, withOddPassword())) {
      RunningStep step =
          new RunningStep(1)
              .onProgress(progress -> {
                boolean amid = progress.message().startsWith("dumping") && progress.done() >= bytes;
                if (amid && !gone.getAndSet(true)) {
                  TestInfrastructure.mariaDb().crashAndRestart();
                }
              });
      StepCommand dump = odd.command(Bench.DUMP, Direction.FORWARD, 1, spec(Bench.ALIAS), Map.of());

      assertThatThrownBy(() -> odd.run(dump, step))
          .isInstanceOfSatisfying(
              StepFailure.class,
              failed -> {
                assertThat(failed.reason().code()).isEqualTo(FailureCode.TOOL_FAILED);
                assertThat(failed.reason().message()).contains("mariadb-dump", cause);
                assertThat(failed.reason().toString()).doesNotContain(ODD_PASSWORD);
              });
      assertThat(gone).isTrue();
      assertThat(files()).isEmpty();
      assertThat(ownDatabases()).isEmpty();

      assertThat(odd.evidence(dump, new RunningStep(2)))
          .isInstanceOfSatisfying(
              Evidence.Backup.class, backup -> assertThat(backup.verified()).isTrue());
    }
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }

  private Outcome fingerprint(Evidence.Backup backup) throws Exception {
    return bench.run(
        bench.command(
            new StepId("intact"),
            Direction.FORWARD,
            1,
            new Fingerprint(Bench.ALIAS, Bench.DUMP, FingerprintScope.ALL),
            Map.of(Bench.DUMP, backup)));
  }

  @Test
  void anOldDumpGoesWhenEnoughNewerOnesAreProved() throws Exception {
    Evidence.Backup oldest = backUpOf("oldest");
    bench.clock.advance(Duration.ofDays(31));
    List<Evidence.Backup> newer = List.of(backUpOf("newer"), backUpOf("newest"));

    assertThat(Path.of(oldest.location())).doesNotExist();
    assertThat(newer).allMatch(kept -> Files.exists(Path.of(kept.location())));
    assertThatThrownBy(() -> bench.run(command(Direction.BACK, oldest)))
        .hasMessageContaining("was removed by the retention at 2026-03-03");
  }

  private Evidence.Backup backUpOf(String name) throws Exception {
    DeploymentId another = new DeploymentId(bench.deployment + "-" + name);
    return (Evidence.Backup)
        bench.evidence(
            Bench.command(another, Bench.DUMP, Direction.FORWARD, 1, spec(Bench.ALIAS), Map.of()));
  }

  private Evidence.Backup backUp() throws Exception {
    return backUp(1);
  }

  private Evidence.Backup backUp(int attempt) throws Exception {
    return (Evidence.Backup)
        bench.evidence(
            bench.command(Bench.DUMP, Direction.FORWARD, attempt, spec(Bench.ALIAS), Map.of()));
  }

  private static MysqlDump spec(TargetAlias alias) {
    return new MysqlDump(alias, ByteSize.parse("500B"), null);
  }

  private StepCommand command(Direction direction, Evidence.Backup backup) {
    return bench.command(Bench.DUMP, direction, 1, spec(Bench.ALIAS), Map.of(Bench.DUMP, backup));
  }

  private List<String> state() throws Exception {
    try (Connection connection = connections.open(target)) {
      List<String> state = new ArrayList<>(MariaDbSchema.describe(connection, List.of()));
      for (MariaDbTable table : MariaDbTables.of(connection)) {
        state.add(MariaDbTables.content(connection, table).toString());
      }
      return state;
    }
  }

  private List<String> ownDatabases() throws Exception {
    return rows(
        "select SCHEMA_NAME from information_schema.SCHEMATA where SCHEMA_NAME like 'scratch\\_%' or SCHEMA_NAME like 'restore\\_%'");
  }

  private List<String> rows(String sql) throws Exception {
    try (Connection connection = connections.open(target)) {
      return MariaDbServer.all(connection, sql, row -> row.getString(1));
    }
  }

  private void run(String sql) throws Exception {
    try (Connection connection = connections.open(target)) {
      MariaDbServer.execute(connection, sql);
    }
  }
}
