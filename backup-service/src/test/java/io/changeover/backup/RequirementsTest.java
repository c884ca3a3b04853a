package io.changeover.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.changeover.backup.dump.DroppingLeftovers;
import io.changeover.backup.server.Lock;
import io.changeover.backup.server.Servers;
import io.changeover.backup.server.Session;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.StepId;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.BackupAge;
import io.changeover.contracts.step.BackupTools;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rights, tools, leftovers and the age of the newest backup. */
@RequiresTool("pg_dump")
@RequiresTool("pg_restore")
class RequirementsTest {
  @TempDir Path directory;
  private TestDatabase database;
  private Bench bench;

  @AfterEach
  void drop() throws Exception {
    bench.close();
    database.close();
  }

  private FailureReason failure() {
    return assertThatThrownBy(() -> bench.run(bench.forward(1)))
        .asInstanceOf(type(StepFailure.class))
        .actual()
        .reason();
  }

  private Outcome look(io.changeover.contracts.step.StepSpec spec) throws Exception {
    return bench.run(bench.command(new StepId("look"), Direction.FORWARD, 1, spec, Map.of()));
  }

  @Test
  void withoutTheRightToCreateDatabasesItSaysWhatToDo() throws Exception {
    database = TestDatabase.withFewRights("poor");
    bench = new Bench(directory, database);
    FailureReason reason = failure();
    assertThat(reason.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(reason.whatToDo())
        .contains("ALTER ROLE \"%s\" CREATEDB".formatted(database.owner()));
    assertThat(Files.exists(directory.resolve("backups"))).isFalse();
  }

  @Test
  void toolsOlderThanTheServerAndMissingOnesAreNamed() throws Exception {
    database = TestDatabase.create("tools");
    Path old = tool(Files.createDirectory(directory.resolve("bin")));
    bench = new Bench(directory, database, old);
    FailureReason reason = failure();
    assertThat(reason.code()).isEqualTo(FailureCode.TOOL_MISSING);
    assertThat(reason.message()).contains("pg_dump is of version 14.9", "server's 15");

    Outcome seen = look(new BackupTools(Bench.ALIAS));
    assertThat(seen).isInstanceOf(Outcome.Failed.class);
    assertThat(seen.checks()).allMatch(check -> check.verdict() == Verdict.FAILED);
    assertThat(seen.checks().getFirst().actual()).isEqualTo("14.9");
    assertThat(seen.checks().getLast().actual()).contains("no program");

    bench.close();
    bench = new Bench(directory, database);
    assertThat(look(new BackupTools(Bench.ALIAS))).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void backupsAreKeptForAsLongAsThePlanWants() throws Exception {
    database = TestDatabase.create("kept");
    bench = new Bench(directory, database);

    assertThat(look(new BackupTools(Bench.ALIAS, Duration.ofDays(30))).checks().getLast().actual())
        .isEqualTo(
            "each kept for 30 days, and the newest 2 verified ones of a database whatever their age");
    Outcome tooShort = look(new BackupTools(Bench.ALIAS, Duration.ofDays(31)));
    assertThat(tooShort).isInstanceOf(Outcome.Failed.class);
    assertThat(tooShort.checks().getLast().expected()).isEqualTo("each kept for at least 31 days");
  }

  private static Path tool(Path directory) throws Exception {
    Path script = directory.resolve("pg_dump");
    Files.writeString(script, "#!/bin/sh\necho 'pg_dump (PostgreSQL) 14.9 (Debian 14.9-1)'\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return directory;
  }

  @Test
  void leftoversOfCrashesGoAndWhatIsInUseStays() throws Exception {
    database = TestDatabase.create("left");
    bench = new Bench(directory, database);
    String unique = database.unique();
    database.run(
        "CREATE DATABASE scratch_%s_dead".formatted(unique),
        "CREATE DATABASE scratch_%s_used".formatted(unique),
        "CREATE DATABASE restore_%s_half".formatted(unique),
        "CREATE DATABASE restore_%s_good".formatted(unique),
        "COMMENT ON DATABASE restore_%s_good IS '[changeover restored x]'".formatted(unique));
    try (Session other = bench.part(Servers.class).administer(database.target(Bench.NAME))) {
      Lock.take(other, "scratch_%s_used".formatted(unique));
      bench.part(DroppingLeftovers.class).at(Bench.NAME);
    }
    assertThat(database.databases())
        .containsExactlyInAnyOrder(
            database.name(),
            "scratch_%s_used".formatted(unique),
            "restore_%s_good".formatted(unique));
  }

  @Test
  void theNewestVerifiedBackupIsYoungEnoughOrNot() throws Exception {
    database = TestDatabase.create("age");
    bench = new Bench(directory, database);
    BackupAge day = new BackupAge(Bench.ALIAS, Duration.ofHours(24), null);
    assertThat(look(day)).isInstanceOf(Outcome.Failed.class);

    bench.backUp();
    bench.clock.advance(Duration.ofHours(24));
    assertThat(look(day)).isInstanceOf(Outcome.Succeeded.class);
    bench.clock.advance(Duration.ofSeconds(1));
    Outcome late = look(day);
    assertThat(late).isInstanceOf(Outcome.Failed.class);
    assertThat(late.checks().getFirst().actual()).startsWith("24 h 00 min old");
  }

  @Test
  void aDeploymentsOwnBackupNeedNotCount() throws Exception {
    database = TestDatabase.create("own");
    bench = new Bench(directory, database);
    BackupAge others = new BackupAge(Bench.ALIAS, Duration.ofHours(24), false);
    bench.backUp();
    assertThat(look(others)).isInstanceOf(Outcome.Failed.class);

    DeploymentId later = new DeploymentId("deployment-later");
    StepId step = new StepId("look");
    Outcome seen = bench.run(bench.command(later, step, Direction.FORWARD, 1, others, Map.of()));
    assertThat(seen).isInstanceOf(Outcome.Succeeded.class);
  }
}
