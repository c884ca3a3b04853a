package io.changeover.backup.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.backup.storage.BackupPlaces;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.FingerprintScope;
import io.changeover.contracts.step.SqliteBackup;
import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.RegisteredDatabase;
import io.changeover.kit.target.SqliteTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteBackupTest {
  private static final TargetAlias ALIAS = new TargetAlias("old");
  private static final TargetName NAME = new TargetName("app-sqlite");
  private static final StepId STEP = new StepId("copy");

  @TempDir Path directory;
  private Path file;
  private SqliteBackups backups;
  private SqliteBackupHandler handler;

  @BeforeEach
  void database() throws Exception {
    file = directory.resolve("app.db");
    change(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, b BLOB)",
        "INSERT INTO t WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i, '値' || i, randomblob(50) FROM n");
    backups = new SqliteBackups(BackupPlaces.below(directory.resolve("backups")));
    handler =
        new SqliteBackupHandler(
            databases(),
            backups,
            new TakingSqliteBackup(Clock.systemUTC()),
            new RestoringSqliteFile(),
            new ComparingSqlite(backups));
  }

  private void change(String... statements) throws Exception {
    try (SqliteConnection connection = SqliteConnection.openOrCreate(file)) {
      for (String each : statements) {
        connection.execute(each);
      }
    }
  }

  private Databases databases() {
    return new Databases() {
      @Override
      public RegisteredDatabase registered(TargetName name) {
        return new SqliteTarget(name, file);
      }

      @Override
      public Set<TargetName> names() {
        return Set.of(NAME);
      }
    };
  }

  private static StepCommand command(Direction direction, Map<StepId, Evidence> evidence) {
    DeploymentId deployment = new DeploymentId("0198-aaaa-bbbb");
    return new StepCommand(
        CommandId.of(deployment, STEP, direction, 1),
        deployment,
        STEP,
        direction,
        1,
        Severity.MAJOR,
        Duration.ofMinutes(5),
        Map.of(ALIAS, NAME),
        evidence,
        new SqliteBackup(ALIAS));
  }

  private Outcome run(Direction direction, Map<StepId, Evidence> evidence) throws Exception {
    return handler.handle(
        command(direction, evidence), new SqliteBackup(ALIAS), LoneStepContext.first());
  }

  private Evidence.Backup backup() throws Exception {
    Outcome.Succeeded done = (Outcome.Succeeded) run(Direction.FORWARD, Map.of());
    return (Evidence.Backup) done.evidence();
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
    return new ComparingSqlite(backups)
        .fingerprint(
            command(Direction.FORWARD, Map.of(STEP, backup)),
            new Fingerprint(ALIAS, STEP, FingerprintScope.ALL),
            new SqliteTarget(NAME, file),
            LoneStepContext.first());
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
      outcome = new Outcome.Failed(refused.reason(), java.util.List.of());
    }
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(rows()).isZero();
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
    Files.delete(file);
    assertThat(catchThrowableOfType(StepFailure.class, this::backup).reason().code())
        .isEqualTo(FailureCode.TARGET_UNREACHABLE);
    assertThat(Files.exists(file)).isFalse();
  }
}
