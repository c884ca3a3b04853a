package io.changeover.backup;

import static io.changeover.backup.Bench.ALIAS;
import static io.changeover.backup.Bench.DUMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.backup.server.Quoted;
import io.changeover.backup.server.Servers;
import io.changeover.backup.server.Session;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.StepId;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.DumpFormat;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.FingerprintScope;
import io.changeover.contracts.step.PostgresDump;
import io.changeover.kit.step.Outcome;
import io.changeover.testsupport.RequiresTool;
import io.changeover.testsupport.TestInfrastructure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dump, proof, price, damage, restore; with names that need quotes wherever a name can stand. */
@RequiresTool("pg_dump")
@RequiresTool("pg_restore")
class RoundTripTest {
  private static final String ODD = "Odd \"Name\" of 'Ünal' & Söhne? 100%/";

  @TempDir Path directory;
  private TestDatabase database;
  private Bench bench;

  @BeforeEach
  void fill() throws Exception {
    database = TestDatabase.create(ODD);
    bench = new Bench(directory, database);
    database.run(
        "CREATE SCHEMA \"My Schema\"",
        "CREATE TABLE \"My Schema\".\"Order Lines\" (id serial PRIMARY KEY, \"The Text\" text, at timestamptz DEFAULT now())",
        "INSERT INTO \"My Schema\".\"Order Lines\" (\"The Text\") SELECT 'line ' || i FROM generate_series(1, 2000) i",
        "CREATE TABLE \"it's \"\"quoted\"\"\" (n numeric, j jsonb, b bytea, f float8, d interval)",
        "INSERT INTO \"it's \"\"quoted\"\"\" VALUES (1.50, '{\"a\": [1]}', '\\xdeadbeef', 0.1, '3 days'), (NULL, NULL, NULL, 'NaN', NULL)",
        "CREATE TABLE nothing ()",
        "CREATE INDEX \"An Index\" ON \"My Schema\".\"Order Lines\" (\"The Text\")",
        "CREATE VIEW newest AS SELECT max(at) FROM \"My Schema\".\"Order Lines\"");
  }

  @AfterEach
  void drop() throws Exception {
    bench.close();
    database.close();
  }

  private Evidence.Backup backUp(DumpFormat format) throws Exception {
    return (Evidence.Backup)
        bench.evidence(bench.command(DUMP, Direction.FORWARD, 1, Bench.dump(format), Map.of()));
  }

  private Outcome fingerprint(Evidence backup, FingerprintScope scope) throws Exception {
    return bench.run(
        bench.command(
            new StepId("same"),
            Direction.FORWARD,
            1,
            new Fingerprint(ALIAS, DUMP, scope),
            Map.of(DUMP, backup)));
  }

  @ParameterizedTest
  @EnumSource(
      value = DumpFormat.class,
      names = {"CUSTOM", "DIRECTORY"})
  void aBackupIsProvedAndBringsTheDatabaseBack(DumpFormat format) throws Exception {
    setPropertiesOfTheDatabase();
    List<String> propertiesBefore = properties();
    Evidence.Backup backup = backUp(format);
    onlyTheOwnerMayReadWhatIsStored();
    itIsProved(backup);

    database.run(
        "DELETE FROM \"Order Lines\" WHERE id = 7",
        "UPDATE \"it's \"\"quoted\"\"\" SET n = 1.5 WHERE n = 1.50",
        "ALTER TABLE \"Order Lines\" ADD COLUMN later int");
    thePriceIsKnown(format, backup);

    Evidence.Restore restored = restoreUnderAClient(format, backup);
    assertThat(restored.database()).isEqualTo(database.name());
    assertThat(restored.dataFingerprint()).isEqualTo(backup.dataFingerprint());
    assertThat(fingerprint(backup, FingerprintScope.ALL)).isInstanceOf(Outcome.Succeeded.class);
    assertThat(database.ask("SELECT count(*) FROM newest")).containsExactly("1");
    assertThat(properties()).isEqualTo(propertiesBefore);
    assertThat(database.databases()).containsExactlyInAnyOrder(database.name(), restored.kept());
    theKeptOneIsReadOnly(restored.kept());
    evenALostDatabaseComesBack(backup);
  }

  private void setPropertiesOfTheDatabase() throws Exception {
    database.asAdmin(
        "COMMENT ON DATABASE %s IS 'the shop''s own'".formatted(quoted()),
        "ALTER DATABASE %s SET search_path = \"My Schema\", \"$user\", public".formatted(quoted()),
        "ALTER DATABASE %s SET work_mem = '5MB'".formatted(quoted()),
        "ALTER DATABASE %s CONNECTION LIMIT 17".formatted(quoted()),
        "REVOKE TEMPORARY ON DATABASE %s FROM PUBLIC".formatted(quoted()));
  }

  private void itIsProved(Evidence.Backup backup) throws Exception {
    assertThat(backup.verified()).isTrue();
    assertThat(backup.rows()).isEqualTo(2002);
    assertThat(backup.tables()).isEqualTo(2);
    assertThat(fingerprint(backup, FingerprintScope.ALL)).isInstanceOf(Outcome.Succeeded.class);
    assertThat(database.databases()).containsExactly(database.name());
  }

  private void thePriceIsKnown(DumpFormat format, Evidence.Backup backup) throws Exception {
    Evidence.RestorePrice price =
        (Evidence.RestorePrice)
            bench.evidence(
                bench.command(DUMP, Direction.PROBE, 1, Bench.dump(format), Map.of(DUMP, backup)));
    assertThat(price.usable()).isTrue();
    assertThat(price.rowsAddedOrRemoved()).isEqualTo(1);
    assertThat(price.tablesChanged())
        .containsExactlyInAnyOrder("My Schema.Order Lines", "public.it's \"quoted\"");
    assertThat(price.expectedRestore()).isEqualTo(backup.restoredIn());
  }

  /** Who is connected meanwhile is sent away. */
  private Evidence.Restore restoreUnderAClient(DumpFormat format, Evidence.Backup backup)
      throws Exception {
    try (Connection client = database.connect()) {
      Evidence.Restore restored =
          (Evidence.Restore)
              bench.evidence(
                  bench.command(DUMP, Direction.BACK, 1, Bench.dump(format), Map.of(DUMP, backup)));
      assertThatThrownBy(() -> client.createStatement().execute("SELECT 1"))
          .isInstanceOf(SQLException.class);
      return restored;
    }
  }

  private void evenALostDatabaseComesBack(Evidence.Backup backup) throws Exception {
    TestInfrastructure.postgres().dropDatabase(database.name());
    Evidence.Restore restored =
        (Evidence.Restore)
            bench.evidence(
                bench.command(
                    DUMP, Direction.BACK, 2, Bench.dump(DumpFormat.CUSTOM), Map.of(DUMP, backup)));
    assertThat(restored.kept()).isEmpty();
    assertThat(fingerprint(backup, FingerprintScope.ALL)).isInstanceOf(Outcome.Succeeded.class);
  }

  private void theKeptOneIsReadOnly(String kept) throws SQLException {
    try (Connection connection = database.connect(kept);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeQuery("SELECT later FROM \"My Schema\".\"Order Lines\"").next())
          .isTrue();
      assertThatThrownBy(() -> statement.execute("DELETE FROM \"My Schema\".\"Order Lines\""))
          .hasMessageContaining("read-only");
    }
  }

  private String quoted() {
    return Quoted.identifier(database.name());
  }

  /** Everything that belongs to the database as a whole. The comment without the mark. */
  private List<String> properties() throws SQLException {
    return database.askServer(
        """
        select concat_ws(' | ', pg_get_userbyid(datdba), encoding, datcollate, datctype, datconnlimit,
                 datallowconn, datacl::text, (select array_agg(c order by c)::text from pg_db_role_setting s, unnest(setconfig) c where s.setdatabase = d.oid),
                 regexp_replace(shobj_description(oid, 'pg_database'), '^\\[changeover.*\\n', ''))
        from pg_database d where datname = %s
        """
            .formatted(Quoted.literal(database.name())));
  }

  @Test
  void aChangedCellARemovedRowAndAChangedIndexAreSeen() throws Exception {
    Evidence.Backup backup = backUp(DumpFormat.CUSTOM);

    database.run("UPDATE \"My Schema\".\"Order Lines\" SET \"The Text\" = 'other' WHERE id = 1");
    assertThat(failedChecks(backup, FingerprintScope.DATA))
        .containsExactly("content of the tables", "table My Schema.Order Lines");
    database.run("UPDATE \"My Schema\".\"Order Lines\" SET \"The Text\" = 'line 1' WHERE id = 1");
    assertThat(fingerprint(backup, FingerprintScope.ALL)).isInstanceOf(Outcome.Succeeded.class);

    database.run("DROP INDEX \"My Schema\".\"An Index\"");
    assertThat(fingerprint(backup, FingerprintScope.DATA)).isInstanceOf(Outcome.Succeeded.class);
    assertThat(failedChecks(backup, FingerprintScope.ALL)).containsExactly("schema");

    database.run("DELETE FROM \"it's \"\"quoted\"\"\" WHERE n IS NULL");
    database.run("ALTER TABLE \"My Schema\".\"Order Lines\" DROP COLUMN at CASCADE");
    Outcome outcome = fingerprint(backup, FingerprintScope.DATA);
    assertThat(outcome.checks())
        .filteredOn(check -> check.verdict() == Verdict.FAILED)
        .extracting(CheckResult::actual)
        .anyMatch(actual -> actual.startsWith("1 rows"))
        .anyMatch(actual -> actual.equals("gone columns: at"));
  }

  @Test
  void whatAMigrationToolRemembersBelongsToTheSchemaAndNotToTheData() throws Exception {
    database.run(
        "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)",
        "INSERT INTO alembic_version VALUES ('002')");
    Evidence.Backup backup = backUp(DumpFormat.CUSTOM);

    database.run("UPDATE alembic_version SET version_num = '006'");
    assertThat(fingerprint(backup, FingerprintScope.DATA)).isInstanceOf(Outcome.Succeeded.class);
    assertThat(failedChecks(backup, FingerprintScope.ALL))
        .containsExactly("content of the tables", "table public.alembic_version");
  }

  private List<String> failedChecks(Evidence backup, FingerprintScope scope) throws Exception {
    return fingerprint(backup, scope).checks().stream()
        .filter(check -> check.verdict() == Verdict.FAILED)
        .map(CheckResult::name)
        .toList();
  }

  private void onlyTheOwnerMayReadWhatIsStored() throws Exception {
    try (Stream<Path> stored = Files.walk(directory.resolve("backups"))) {
      for (Path path : stored.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void aLimitOfTheRoleOnItsStatementsDoesNotStopTheProof() throws Exception {
    database.run(
        "CREATE TABLE large AS SELECT i AS id, md5(i::text) AS text FROM generate_series(1, 600000) i");
    database.asAdmin("ALTER ROLE %s SET statement_timeout = '300ms'".formatted(database.owner()));

    assertThat(backUp(DumpFormat.CUSTOM).verified()).isTrue();
  }

  @Test
  void aLimitOfTheRoleOnItsStatementsDoesNotStopWhatCleansUp() throws Exception {
    String slow = "select pg_sleep(0.6)";
    database.asAdmin("ALTER ROLE %s SET statement_timeout = '300ms'".formatted(database.owner()));
    Servers servers = bench.part(Servers.class);
    PostgresDump any = new PostgresDump(ALIAS, null, null, null, null);

    try (Session session = servers.administer(database.target(Bench.NAME))) {
      session.execute(slow);
    }
    Outcome outcome =
        servers.with(
            bench.command(DUMP, Direction.FORWARD, 1, any, Map.of()),
            ALIAS,
            new RunningStep(1),
            server -> {
              server.cleanUp(session -> session.execute(slow));
              return Outcome.succeeded(new Evidence.None());
            });
    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void aDumpOfSuspiciousSizeIsNoBackup() throws Exception {
    PostgresDump large = new PostgresDump(ALIAS, null, null, ByteSize.parse("1GB"), null);
    Outcome outcome = bench.run(bench.command(DUMP, Direction.FORWARD, 1, large, Map.of()));
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).reason().message()).contains("size of the dump");
  }
}
