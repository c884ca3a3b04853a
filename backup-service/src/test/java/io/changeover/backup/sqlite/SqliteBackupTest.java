package io.changeover.backup.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.backup.Bench;
import io.changeover.backup.RunningStep;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.StepId;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.FingerprintScope;
import io.changeover.contracts.step.SqliteBackup;
import io.changeover.embedded.MemoryDisk;
import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.sqlite.SqliteFailure;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.SqliteTarget;
import io.changeover.testsupport.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SqliteBackupTest {
  private static final DeploymentId DEPLOYMENT = new DeploymentId("0198-aaaa-bbbb");
  private static final StepId STEP = new StepId("copy");

  @TempDir Path directory;
  private Path file;
  private Bench bench;

  @BeforeEach
  void database() throws Exception {
    file = directory.resolve("app.db");
    change(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, b BLOB)",
        "INSERT INTO t WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i, '値' || i, randomblob(50) FROM n");
    bench = new Bench(directory, new SqliteTarget(Bench.NAME, file));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void change(String... statements) throws Exception {
    try (SqliteConnection connection = SqliteConnection.openOrCreate(file)) {
      for (String each : statements) {
        connection.execute(each);
      }
    }
  }

  private static StepCommand command(
      DeploymentId deployment, Direction direction, int attempt, Map<StepId, Evidence> evidence) {
    return Bench.command(
        deployment, STEP, direction, attempt, new SqliteBackup(Bench.ALIAS), evidence);
  }

  private Outcome run(Direction direction, Map<StepId, Evidence> evidence) throws Exception {
    return bench.run(command(DEPLOYMENT, direction, 1, evidence));
  }

  private Evidence.Backup backup() throws Exception {
    return backup(DEPLOYMENT, 1);
  }

  private Evidence.Backup backup(DeploymentId deployment, int attempt) throws Exception {
    return (Evidence.Backup)
        bench.evidence(command(deployment, Direction.FORWARD, attempt, Map.of()));
  }

  private long rows() throws Exception {
    try (SqliteConnection connection = SqliteConnection.open(file)) {
      return connection.number("SELECT count(*) FROM t");
    }
  }

  @Test
  void isACopyThatWasOpenedAndCompared() throws Exception {
    Evidence.Backup backup = backup();

    assertThat(backup.verified()).isTrue();
    assertThat(backup.rows()).isEqualTo(5000);
    try (SqliteConnection copy = SqliteConnection.open(Path.of(backup.location()))) {
      assertThat(copy.list("SELECT v FROM t WHERE id = 4999")).containsExactly("値4999");
    }
    assertThat(backup()).isEqualTo(backup);
  }

  @Test
  void whatIsOnlyInTheWriteAheadLogIsInTheCopyToo() throws Exception {
    try (SqliteConnection reader = SqliteConnection.open(file)) {
      reader.execute("PRAGMA journal_mode = WAL");
      reader.execute("BEGIN");
      long _ = reader.number("SELECT count(*) FROM t");
      change("INSERT INTO t (v) VALUES ('in the log')");

      assertThat(backup().rows()).isEqualTo(5001);
    }
  }

  private static boolean writes(SqliteConnection writer) {
    try {
      writer.execute("INSERT INTO t (v) VALUES ('meanwhile')");
      return true;
    } catch (SqliteFailure locked) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({"WAL, true", "DELETE, false"})
  void isOfOneMomentWhoeverWritesAfterTheCopyAndBeforeItsProof(String journal, boolean written)
      throws Exception {
    change("PRAGMA journal_mode = " + journal);
    try (SqliteConnection writer = SqliteConnection.open(file)) {
      writer.execute("PRAGMA busy_timeout = 0");
      List<Boolean> attempts = new ArrayList<>();
      RunningStep step = new RunningStep(1).onProgress(_ -> attempts.add(writes(writer)));

      Evidence.Backup backup =
          (Evidence.Backup)
              bench.evidence(command(DEPLOYMENT, Direction.FORWARD, 1, Map.of()), step);

      assertThat(attempts).isNotEmpty().containsOnly(written);
      assertThat(backup.rows()).isEqualTo(5000);
    }
  }

  @Test
  void backPutsTheCopyInTheFilesPlaceAndKeepsTheOther() throws Exception {
    Evidence.Backup backup = backup();
    change("DELETE FROM t WHERE id > 10", "UPDATE t SET v = 'changed'");
    Map<StepId, Evidence> evidence = Map.of(STEP, backup);

    Evidence.RestorePrice price =
        (Evidence.RestorePrice) ((Outcome.Succeeded) run(Direction.PROBE, evidence)).evidence();
    assertThat(price.rowsAddedOrRemoved()).isEqualTo(4990);
    assertThat(price.usable()).isTrue();
    assertThat(fingerprint(backup)).isInstanceOf(Outcome.Failed.class);
    Outcome restored = run(Direction.BACK, evidence);

    assertThat(restored).isInstanceOf(Outcome.Succeeded.class);
    assertThat(rows()).isEqualTo(5000);
    assertThat(fingerprint(backup)).isInstanceOf(Outcome.Succeeded.class);
    Path kept = Path.of(((Evidence.Restore) ((Outcome.Succeeded) restored).evidence()).kept());
    try (SqliteConnection old = SqliteConnection.open(kept)) {
      assertThat(old.number("SELECT count(*) FROM t")).isEqualTo(10);
    }
    assertThat(run(Direction.BACK, evidence)).isInstanceOf(Outcome.Succeeded.class);
  }

  private Outcome fingerprint(Evidence.Backup backup) throws Exception {
    return bench.run(
        bench.command(
            new StepId("intact"),
            Direction.FORWARD,
            1,
            new Fingerprint(Bench.ALIAS, STEP, FingerprintScope.ALL),
            Map.of(STEP, backup)));
  }

  @Test
  void whatASecondWayBackReplacesIsKeptBesideTheFirst() throws Exception {
    Map<StepId, Evidence> evidence = Map.of(STEP, backup());
    List<String> kept = new ArrayList<>();
    for (String word : List.of("first", "second")) {
      change("INSERT INTO t (v) VALUES ('%s')".formatted(word));
      Outcome restored = run(Direction.BACK, evidence);
      kept.add(((Evidence.Restore) ((Outcome.Succeeded) restored).evidence()).kept());
      assertThat(rows()).isEqualTo(5000);
    }

    assertThat(kept).doesNotHaveDuplicates();
    for (int place = 0; place < kept.size(); place++) {
      try (SqliteConnection connection = SqliteConnection.open(Path.of(kept.get(place)))) {
        assertThat(connection.list("SELECT v FROM t WHERE id > 5000"))
            .containsExactly(List.of("first", "second").get(place));
      }
    }
    Outcome again = run(Direction.BACK, evidence);
    assertThat(((Evidence.Restore) ((Outcome.Succeeded) again).evidence()).kept())
        .isEqualTo(kept.get(1));
  }

  @Test
  void aDamagedFileIsReplaced() throws Exception {
    Evidence.Backup backup = backup();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertThat(run(Direction.BACK, Map.of(STEP, backup))).isInstanceOf(Outcome.Succeeded.class);
    assertThat(rows()).isEqualTo(5000);
  }

  @Test
  void aCopyWithAFlippedByteIsNotRestored() throws Exception {
    Evidence.Backup backup = backup();
    change("DELETE FROM t");
    byte[] copy = Files.readAllBytes(Path.of(backup.location()));
    copy[copy.length / 2] ^= 1;
    Files.write(Path.of(backup.location()), copy);

    Outcome outcome;
    try {
      outcome = run(Direction.BACK, Map.of(STEP, backup));
    } catch (StepFailure refused) {
      outcome = new Outcome.Failed(refused.reason(), List.of());
    }
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(rows()).isZero();
  }

  @Test
  void oldCopiesGoButNotTheNewestAndNotWhatCannotBeRead() throws Exception {
    Path unreadable = place(backup(new DeploymentId("unreadable-one"), 1));
    Files.writeString(unreadable.resolve("sqlite-manifest.json"), "{");
    Path first = place(backup(new DeploymentId("first-one"), 1));
    Path strange = Files.createDirectory(first.resolveSibling("notes of a person"));
    bench.clock.advance(Duration.ofDays(1));
    Path second = place(backup(new DeploymentId("second-one"), 1));
    assertThat(first).exists();

    bench.clock.advance(Duration.ofDays(40));
    Path third = place(backup());
    assertThat(first).as("the third, for all are older than 30 days").doesNotExist();
    assertThat(second).as("the newest but one").isNotEmptyDirectory();

    bench.clock.advance(Duration.ofDays(40));
    Path again = place(backup(DEPLOYMENT, 2));
    Path onceMore = place(backup(DEPLOYMENT, 3));
    assertThat(second).doesNotExist();
    assertThat(List.of(third, again, onceMore)).allSatisfy(one -> assertThat(one).exists());
    assertThat(List.of(unreadable, strange)).allSatisfy(one -> assertThat(one).exists());
  }

  @Test
  void aDiskThatFillsUpLeavesNoBackupAndTheDatabaseAsItWas() throws Exception {
    change("INSERT INTO t (b) VALUES (randomblob(3000000))");
    byte[] before = Files.readAllBytes(file);
    try (MemoryDisk disk = SmallDisk.mount(directory.resolve("disk"), "1m");
        Bench small = new Bench(disk.directory(), new SqliteTarget(Bench.NAME, file))) {
      StepFailure failure =
          catchThrowableOfType(
              StepFailure.class,
              () -> small.run(command(DEPLOYMENT, Direction.FORWARD, 1, Map.of())));

      assertThat(failure.reason().code()).isEqualTo(FailureCode.TOOL_FAILED);
      assertThat(failure.reason().whatToDo()).contains("Free space");
      try (Stream<Path> files = Files.walk(disk.directory())) {
        assertThat(files.filter(Files::isRegularFile)).isEmpty();
      }
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(backup().rows()).isEqualTo(5001);
  }

  @Test
  void theRegisterRemembersACopyThatTheRetentionHasRemoved() throws Exception {
    Evidence.Backup old = backup(new DeploymentId(bench.deployment + "-old"), 1);
    assertThat(registered(old))
        .isEqualTo("%s copy %d verified there".formatted(old.sha256(), old.bytes().bytes()));
    bench.clock.advance(Duration.ofDays(40));
    backup(new DeploymentId(bench.deployment + "-newer"), 1);
    backup(new DeploymentId(bench.deployment + "-newest"), 1);

    assertThat(place(old)).doesNotExist();
    assertThat(registered(old)).endsWith("verified removed");
    assertThat(
            catchThrowableOfType(StepFailure.class, () -> run(Direction.BACK, Map.of(STEP, old)))
                .getMessage())
        .contains("was removed by the retention at 2026-03-12");
  }

  private String registered(Evidence.Backup backup) {
    return bench
        .part(JdbcClient.class)
        .sql(
            """
            select concat_ws(' ', sha256, step_id, bytes,
              case when verified_at >= finished_at then 'verified' end,
              case when removed_at is null then 'there' else 'removed' end)
            from stored_backup where backup = :backup
            """)
        .param("backup", backup.backup())
        .query(String.class)
        .single();
  }

  private static Path place(Evidence.Backup backup) {
    return Objects.requireNonNull(Path.of(backup.location()).getParent());
  }

  @Test
  void badInputIsRefusedWithItsCause() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    try (SqliteConnection writer = SqliteConnection.open(file)) {
      writer.execute("BEGIN EXCLUSIVE");
      assertThat(catchThrowableOfType(StepFailure.class, this::backup).getMessage())
          .contains("locked");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThat(catchThrowableOfType(StepFailure.class, this::backup).getMessage())
        .contains("malformed");
    byte[] encrypted = new byte[whole.length];
    new java.util.Random(3).nextBytes(encrypted);
    Files.write(file, encrypted);
    assertThat(catchThrowableOfType(StepFailure.class, this::backup).reason().whatToDo())
        .contains("encrypted");
    Files.writeString(file, "id,v,d\n1,'text',2024-01-01\n".repeat(500));
    assertThat(catchThrowableOfType(StepFailure.class, this::backup).getMessage())
        .contains("not a database");
    Files.delete(file);
    assertThat(catchThrowableOfType(StepFailure.class, this::backup).reason().code())
        .isEqualTo(FailureCode.TARGET_UNREACHABLE);
    assertThat(Files.exists(file)).isFalse();
  }
}
