package io.changeover.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.changeover.backup.content.DatabaseContent;
import io.changeover.backup.content.TableContent;
import io.changeover.backup.server.Attempt;
import io.changeover.backup.storage.BackupId;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.Storage;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.DumpFormat;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What crashes, damage, other writers and a stop do to a backup. */
@RequiresTool("pg_dump")
@RequiresTool("pg_restore")
class AttemptsTest {
  @TempDir Path directory;
  private TestDatabase database;
  private Bench bench;

  @BeforeEach
  void fill() throws Exception {
    database = TestDatabase.create("shop");
    bench = new Bench(directory, database);
    database.run(
        "CREATE TABLE item (id int PRIMARY KEY, name text)",
        "INSERT INTO item SELECT i, md5(i::text) FROM generate_series(1, 20000) i");
  }

  @AfterEach
  void drop() throws Exception {
    bench.close();
    database.close();
  }

  private StoredBackup place(Evidence.Backup backup) {
    return bench.part(Storage.class).at(BackupId.parse(backup.backup()));
  }

  private Path file(Evidence.Backup backup) {
    return Path.of(backup.location());
  }

  @Test
  void anOldDumpGoesWhenEnoughNewerOnesAreProved() throws Exception {
    Evidence.Backup oldest = backUpOf("oldest");
    Evidence.Backup second = backUpOf("second");
    bench.clock.advance(Duration.ofDays(29));
    Evidence.Backup young = backUpOf("young");
    assertThat(file(oldest)).as("younger than 30 days").exists();

    bench.clock.advance(Duration.ofDays(2));
    Evidence.Backup newest = backUpOf("newest");

    assertThat(List.of(oldest, second)).noneMatch(gone -> Files.exists(file(gone)));
    assertThat(List.of(young, newest)).allMatch(kept -> Files.exists(file(kept)));
    assertThatThrownBy(() -> bench.run(bench.back(oldest)))
        .hasMessageContaining("was removed by the retention at 2026-03-03");
  }

  private Evidence.Backup backUpOf(String name) throws Exception {
    DeploymentId another = new DeploymentId(bench.deployment + "-" + name);
    return (Evidence.Backup)
        bench.evidence(
            Bench.command(
                another,
                Bench.DUMP,
                Direction.FORWARD,
                1,
                Bench.dump(DumpFormat.CUSTOM),
                Map.of()));
  }

  @Test
  void aDamagedDumpIsNotRestoredAndNotUsedAgain() throws Exception {
    Evidence.Backup backup = bench.backUp();
    byte[] whole = Files.readAllBytes(file(backup));
    byte[] flipped = whole.clone();
    flipped[flipped.length / 2] ^= 1;
    Files.write(file(backup), flipped);
    assertNotRestored(backup, "SHA-256");

    Files.write(file(backup), java.util.Arrays.copyOf(whole, whole.length - 100));
    assertNotRestored(backup, "bytes but had");

    Evidence.Backup again = (Evidence.Backup) bench.evidence(bench.forward(1), new RunningStep(2));
    assertThat(again.verified()).isTrue();
    assertThat(Files.size(file(again))).isEqualTo(again.bytes().bytes());
  }

  private void assertNotRestored(Evidence.Backup backup, String why) throws Exception {
    Evidence.RestorePrice price =
        (Evidence.RestorePrice)
            ((Outcome.Succeeded)
                    bench.run(
                        bench.command(
                            Bench.DUMP,
                            Direction.PROBE,
                            1,
                            Bench.dump(DumpFormat.CUSTOM),
                            Map.of(Bench.DUMP, backup))))
                .evidence();
    assertThat(price.usable()).isFalse();
    assertThatThrownBy(() -> bench.run(bench.back(backup)))
        .asInstanceOf(type(StepFailure.class))
        .satisfies(failure -> assertThat(failure.reason().code()).isEqualTo(FailureCode.REFUSED))
        .extracting(StepFailure::getMessage)
        .asString()
        .contains(why);
    assertThat(database.databases()).containsExactly(database.name());
  }

  @Test
  void theProofFindsARestoredCopyThatIsNotWhatWasDumped() throws Exception {
    Evidence.Backup backup = bench.backUp();
    Manifest manifest = place(backup).manifest().orElseThrow();
    TableContent table = manifest.content().tables().getFirst();
    TableContent other =
        new TableContent(table.schema(), table.name(), table.columns(), table.rows(), "42");
    place(backup)
        .write(
            new Manifest(
                manifest.backup(),
                manifest.origin(),
                manifest.dump(),
                manifest.properties(),
                new DatabaseContent(manifest.content().schema(), List.of(other)),
                null));
    Outcome outcome = bench.run(bench.forward(1), new RunningStep(2));
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.checks())
        .filteredOn(check -> check.verdict() == Verdict.FAILED)
        .extracting(CheckResult::name)
        .containsExactly("checksums of the copy");
    assertThat(place(backup).manifest().orElseThrow().proof()).isNull();
    assertThat(database.databases()).containsExactly(database.name());
  }

  @Test
  void aRetryEndsDeadSessionsAndUsesACompleteDumpOnly() throws Exception {
    StepCommand command = bench.forward(1);
    String dead =
        new Attempt(command, database.target(Bench.NAME), new RunningStep(1)).applicationName();
    StoredBackup place = bench.part(Storage.class).of(command, Bench.NAME);
    Files.createDirectories(place.directory());
    Files.writeString(place.unfinishedDump(DumpFormat.CUSTOM), "half");
    try (Connection left = new TargetConnections().open(database.target(Bench.NAME), dead)) {
      Evidence.Backup backup = (Evidence.Backup) bench.evidence(command, new RunningStep(2));
      assertThatThrownBy(() -> left.createStatement().execute("SELECT 1")).isNotNull();
      assertThat(Files.exists(place.unfinishedDump(DumpFormat.CUSTOM))).isFalse();

      Object written = Files.getLastModifiedTime(file(backup));
      Outcome again = bench.run(command, new RunningStep(3));
      assertThat(((Outcome.Succeeded) again).evidence()).isEqualTo(backup);
      assertThat(Files.getLastModifiedTime(file(backup))).isEqualTo(written);
    }
  }

  @Test
  void otherWritersDoNotDisturbTheComparison() throws Exception {
    AtomicBoolean writing = new AtomicBoolean(true);
    AtomicInteger written = new AtomicInteger();
    Thread writer =
        Thread.startVirtualThread(() -> {
          try (Connection connection = database.connect();
              Statement statement = connection.createStatement()) {
            while (writing.get()) {
              int id = 20_000 + written.incrementAndGet();
              statement.execute("INSERT INTO item VALUES (%d, 'new')".formatted(id));
              statement.execute("DELETE FROM item WHERE id = %d".formatted(id - 20_000));
            }
          } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
          }
        });
    await().atMost(Patience.LONG).until(() -> written.get() > 0);
    RunningStep step = new RunningStep(1);
    AtomicInteger writtenBeforeTheDump = new AtomicInteger(-1);
    AtomicInteger writtenAfterTheDump = new AtomicInteger(-1);
    step.onProgress(told -> {
      writtenBeforeTheDump.compareAndSet(-1, written.get());
      if (told.message().startsWith("restoring")) {
        await().atMost(Patience.LONG).until(() -> written.get() > writtenBeforeTheDump.get());
        writtenAfterTheDump.compareAndSet(-1, written.get());
      }
    });
    Evidence.Backup backup = (Evidence.Backup) bench.evidence(bench.forward(1), step);
    writing.set(false);
    writer.join();
    assertThat(backup.verified()).isTrue();
    // The snapshot may lie between an insert and its delete.
    assertThat(backup.rows()).isBetween(20_000L, 20_001L);
    assertThat(writtenAfterTheDump.get()).isGreaterThan(writtenBeforeTheDump.get());
  }

  @Test
  void aStopEndsPgDumpWhileItWaits() throws Exception {
    try (Connection other = database.connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute("LOCK TABLE item IN ACCESS EXCLUSIVE MODE");
      RunningStep step = new RunningStep(1);
      Thread stopper =
          Thread.startVirtualThread(() -> {
            awaitPgDump();
            step.stop();
          });
      assertThat(step.failureOf(() -> bench.run(bench.forward(1), step)))
          .isInstanceOf(InterruptedException.class);
      stopper.join();
    }
    assertNothingIsLeft();
  }

  @Test
  void aStopDuringTheRestoreLeavesNoScratchDatabase() throws Exception {
    RunningStep step = new RunningStep(1);
    AtomicBoolean stopped = new AtomicBoolean();
    step.onProgress(told -> {
      if (told.message().startsWith("restoring") && !stopped.getAndSet(true)) {
        step.stop();
      }
    });
    assertThat(step.failureOf(() -> bench.run(bench.forward(1), step)))
        .isInstanceOf(InterruptedException.class);
    assertThat(stopped).isTrue();
    assertNothingIsLeft();
  }

  /** Waits until pg_dump waits for a lock. */
  private void awaitPgDump() {
    await()
        .atMost(Patience.LONG)
        .until(() ->
            !database
                .askServer(
                    "select pid from pg_stat_activity where usename = '%s' and wait_event_type = 'Lock' and query like 'LOCK TABLE%%'"
                        .formatted(database.owner()))
                .isEmpty());
  }

  private void assertNothingIsLeft() throws Exception {
    assertThat(database.databases()).containsExactly(database.name());
    assertThat(
            database.askServer(
                "select application_name from pg_stat_activity where usename = '%s' and starts_with(application_name, 'changeover')"
                    .formatted(database.owner())))
        .isEmpty();
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> process.info().commandLine().orElse("").contains(database.unique()));
  }
}
