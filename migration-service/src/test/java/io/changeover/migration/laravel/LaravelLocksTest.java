package io.changeover.migration.laravel;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.migration.Bench;
import io.changeover.migration.BookingDatabase;
import io.changeover.migration.FenceStrength;
import io.changeover.migration.Workspace;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What artisan locks on a real MariaDB, by logins that may not see other users' sessions. */
@RequiresTool("mariadbd")
@RequiresTool("php")
class LaravelLocksTest {
  private static final String LOCKING = "2026_01_01_000001_locking";
  private static final String[] BASE = {
    "2025_01_10_090000_create_companies_table",
    "2025_01_10_090100_create_customers_table",
    "2025_01_10_090200_create_appointments_table"
  };

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(FenceStrength.class)
  void locksThatKeepOthersWaitingAreTold(FenceStrength strength) throws Exception {
    BookingDatabase database =
        strength == FenceStrength.TAG
            ? BookingDatabase.plain()
            : BookingDatabase.creatingAccounts();
    migrated(database, BASE);
    database.asAdmin("install soname 'metadata_lock_info'");
    try {
      assertThat(migrated(database, LOCKING).locks())
          .filteredOn(lock -> lock.held().isPositive())
          .singleElement()
          .satisfies(lock -> {
            assertThat(lock.relation()).isEqualTo("companies");
            assertThat(lock.mode()).isEqualTo("MDL_SHARED_NO_READ_WRITE");
          });
    } finally {
      database.asAdmin("uninstall soname 'metadata_lock_info'");
    }
  }

  @Test
  void withoutThePluginNobodyHasLooked() throws Exception {
    BookingDatabase database = BookingDatabase.creatingAccounts();
    migrated(database, BASE);
    assertThat(migrated(database, LOCKING).locks()).isNull();
  }

  private Evidence.Migration migrated(BookingDatabase database, String... migrations)
      throws Exception {
    Workspace workspace = Workspace.laravel(Files.createTempDirectory(directory, "app"));
    if (List.of(migrations).contains(LOCKING)) {
      workspace.laravelMigration(
          LOCKING,
          "lock tables companies write; select sleep(3); unlock tables;"
              + " create table naps as select sleep(1) as nap",
          "drop table naps");
    }
    try (Bench bench = new Bench(database.target(), workspace, Map.of())) {
      return bench.migrate(bench.command(Direction.FORWARD, 1, bench.laravel(migrations)));
    }
  }
}
