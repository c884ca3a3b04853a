package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a step that succeeded can show for it. Later steps and the rollback decision read it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "evidence")
public sealed interface Evidence {

  /** Nothing beyond the check results. */
  @JsonTypeName("none")
  record None() implements Evidence {}

  /**
   * A backup.
   *
   * @param backup its id in the backup service's storage
   * @param location where the dump lies, on the backup service's host
   * @param bytes the dump's size
   * @param sha256 of the dump, taken while it was written
   * @param databaseBytes the database's size when it was dumped
   * @param schemaFingerprint of the dumped schema
   * @param dataFingerprint of all rows of all tables under the dump's snapshot
   * @param tables how many
   * @param rows in all tables
   * @param restoredIn how long the proving restore took; null when it was not restored
   * @param verified whether the restored copy had the same counts and checksums
   */
  @JsonTypeName("backup")
  record Backup(
      String backup,
      String location,
      ByteSize bytes,
      Digest sha256,
      ByteSize databaseBytes,
      Digest schemaFingerprint,
      Digest dataFingerprint,
      int tables,
      long rows,
      Duration dumpedIn,
      @Nullable Duration restoredIn,
      boolean verified)
      implements Evidence {}

  /**
   * What going back to a backup would cost now.
   *
   * @param usable whether the dump is there and unchanged
   * @param rowsAddedOrRemoved since the backup, over all tables that it holds
   * @param tablesChanged tables of the backup whose content differs now
   * @param expectedRestore how long the restore would take, from the proving restore
   */
  @JsonTypeName("restore-price")
  record RestorePrice(
      boolean usable, long rowsAddedOrRemoved, List<String> tablesChanged, Duration expectedRestore)
      implements Evidence {
    public RestorePrice {
      tablesChanged = List.copyOf(tablesChanged);
    }
  }

  /**
   * A restore that took the database's place.
   *
   * @param database the name that applications use, now the restored one
   * @param kept what the replaced database is called now; it is read-only
   */
  @JsonTypeName("restore")
  record Restore(
      String database, String kept, Digest schemaFingerprint, Digest dataFingerprint, long rows)
      implements Evidence {}

  /**
   * A migration.
   *
   * @param from the ledger's revision before; empty when there was none
   * @param to the ledger's revision after
   * @param alreadyApplied the ledger said so before anything was run, so nothing was run
   * @param sessionsEnded sessions of dead attempts that were ended first
   * @param counts what the migration said it has migrated, by name
   */
  @JsonTypeName("migration")
  record Migration(
      String tool,
      String from,
      String to,
      boolean alreadyApplied,
      int sessionsEnded,
      Map<String, Long> counts)
      implements Evidence {
    public Migration {
      counts = java.util.Collections.unmodifiableMap(new TreeMap<>(counts));
    }
  }

  /**
   * An installation that runs, or was stopped.
   *
   * @param instance blue or green
   * @param running whether it runs now
   * @param port where it listens
   * @param version what its health answer says; empty when it says nothing
   */
  @JsonTypeName("instance")
  record RunningInstance(String instance, boolean running, int port, String version)
      implements Evidence {}

  /**
   * Where the traffic goes.
   *
   * @param serving blue or green
   * @param generation the front's configuration generation seen on fresh connections
   * @param blueAlive whether blue answers its health path
   * @param greenAlive whether green answers its health path
   */
  @JsonTypeName("traffic")
  record Traffic(String serving, long generation, boolean blueAlive, boolean greenAlive)
      implements Evidence {}

  /** Answer times. */
  @JsonTypeName("response-time")
  record ResponseTimes(String path, int requests, Duration median, Duration p95)
      implements Evidence {}

  /** Something that people were told. */
  @JsonTypeName("announcement")
  record Announcement(String message) implements Evidence {}

  /** The archived record. */
  @JsonTypeName("archive")
  record Archive(String location, Digest sha256, long events) implements Evidence {}
}
