package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.step.CopyScope;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
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
   * A scratch database for a rehearsal.
   *
   * @param database what it is called, at the target's server
   * @param backup the id, in the backup service's storage, of the dump that it was restored from
   * @param sha256 of that dump
   * @param dumpBytes the dump's size
   * @param databaseBytes the target's size
   * @param schemaFingerprint of the target, and of the copy, which was compared
   * @param dataFingerprint of all rows in the copy
   */
  @JsonTypeName("clone")
  record Clone(
      String database,
      CopyScope copy,
      String backup,
      Digest sha256,
      ByteSize dumpBytes,
      ByteSize databaseBytes,
      Digest schemaFingerprint,
      Digest dataFingerprint,
      int tables,
      long rows,
      Duration dumpedIn,
      Duration restoredIn)
      implements Evidence {}

  /**
   * What going back to a backup would cost now.
   *
   * @param usable whether the dump is there and unchanged
   * @param rowsAddedOrRemoved since the backup, over all tables that it holds but the ledgers of
   *     migration tools
   * @param tablesChanged those of these tables whose content differs now
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
   * @param locks that its sessions held on what others see and that keep them waiting; null where
   *     nobody could look
   */
  @JsonTypeName("migration")
  record Migration(
      String tool,
      String from,
      String to,
      boolean alreadyApplied,
      int sessionsEnded,
      Map<String, Long> counts,
      @Nullable List<HeldLock> locks)
      implements Evidence {
    public Migration {
      counts = java.util.Collections.unmodifiableMap(new TreeMap<>(counts));
      locks = locks == null ? null : List.copyOf(locks);
    }

    /** A migration whose locks nobody has seen. */
    public Migration(
        String tool,
        String from,
        String to,
        boolean alreadyApplied,
        int sessionsEnded,
        Map<String, Long> counts) {
      this(tool, from, to, alreadyApplied, sessionsEnded, counts, null);
    }
  }

  /**
   * A program that was run, or did not have to be.
   *
   * @param program without its arguments
   * @param exitCode of the last run; 0 when it was not run
   * @param alreadyDone the probe said so before anything was run, so nothing was run
   * @param counts what the program said it has done, by name
   * @param output the end of what it said, without secrets; bounded
   */
  @JsonTypeName("command")
  record CommandRun(
      String program, int exitCode, boolean alreadyDone, Map<String, Long> counts, String output)
      implements Evidence {
    /** The longest output kept, in characters. */
    public static final int LONGEST_OUTPUT = 2_000;

    public CommandRun {
      counts = java.util.Collections.unmodifiableMap(new TreeMap<>(counts));
      output = Texts.tail(LONGEST_OUTPUT, output);
    }
  }

  /**
   * Tables that were copied into another database.
   *
   * @param rows by table, as the target calls it
   * @param mapped how many values or rows a rule has changed or left out, by table, column and rule
   * @param verified counts or content
   * @param content over the content of all tables, equal on both sides; null when only rows were
   *     counted
   */
  @JsonTypeName("copied")
  record Copied(
      Map<String, Long> rows,
      Map<String, Long> mapped,
      Duration took,
      Duration verifiedIn,
      String verified,
      @Nullable Digest content)
      implements Evidence {
    public Copied {
      rows = java.util.Collections.unmodifiableMap(new TreeMap<>(rows));
      mapped = java.util.Collections.unmodifiableMap(new TreeMap<>(mapped));
    }
  }

  /**
   * What emptying the copied tables would cost now. Nothing when there is no copy any more.
   *
   * @param rowsChanged at least so many rows were inserted, changed or removed since the copy
   * @param rowsAddedOrRemoved by how many rows its tables have grown or shrunk since
   * @param tablesChanged the tables in which that was
   */
  @JsonTypeName("copy-price")
  record CopyPrice(long rowsChanged, long rowsAddedOrRemoved, List<String> tablesChanged)
      implements Evidence {
    public CopyPrice {
      tablesChanged = List.copyOf(tablesChanged);
    }
  }

  /**
   * Tables that were written as files.
   *
   * @param location the directory, on the specialist's host
   * @param rows by table; the file of a table is named like it
   * @param sha256 of the lines that sha256sum prints for the files by name
   */
  @JsonTypeName("exported")
  record Exported(String location, Map<String, Long> rows, ByteSize bytes, Digest sha256)
      implements Evidence {
    public Exported {
      rows = java.util.Collections.unmodifiableMap(new TreeMap<>(rows));
    }
  }

  /**
   * A file that took another one's place.
   *
   * @param file the path below the workspace
   * @param sha256 of what is there now
   * @param before of what was there before
   */
  @JsonTypeName("replaced-file")
  record ReplacedFile(String file, Digest sha256, Digest before) implements Evidence {}

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

  /**
   * A version in service.
   *
   * @param by who runs it: compose or railway
   * @param version in service now; empty when nothing is
   * @param previous what a way back would put into service; empty when nothing ran before
   * @param canGoBack whether the previous one is still there to go back to
   * @param services what runs for each service: an image, or a deployment of the platform
   * @param took from the first change until all were healthy; zero when nothing was changed
   * @param switches how each health path answered meanwhile
   */
  @JsonTypeName("release")
  record Release(
      String by,
      String version,
      String previous,
      boolean canGoBack,
      Map<String, String> services,
      Duration took,
      List<Switch> switches)
      implements Evidence {
    public Release {
      services = java.util.Collections.unmodifiableMap(new TreeMap<>(services));
      switches = List.copyOf(switches);
    }
  }

  /**
   * How an application answered while its version was switched.
   *
   * @param application as the plan calls it; with the path where several of its paths were asked
   * @param down all time in which it did not answer
   * @param longest the longest time of it in one piece
   * @param median of the answers that came
   */
  record Switch(
      String application,
      int requests,
      int failed,
      Duration down,
      Duration longest,
      Duration median) {}

  /** Answer times. */
  @JsonTypeName("response-time")
  record ResponseTimes(String path, int requests, Duration median, Duration p95)
      implements Evidence {}

  /**
   * The number that a question to a database was answered with.
   *
   * @param value in plain digits
   */
  @JsonTypeName("number")
  record Counted(String value) implements Evidence {
    public Counted(BigDecimal value) {
      this(value.toPlainString());
    }

    /** The number itself. */
    public BigDecimal asNumber() {
      return new BigDecimal(value);
    }
  }

  /**
   * What each statement has cost a database so far, as pg_stat_statements counts it.
   *
   * @param statements by user, query id and, where the server tells, whether a client called them
   *     itself; at most {@link #MOST}: those that have cost the most, and those that are slowest on
   *     average
   * @param countedSince when all counters were last set back; null where the server does not tell
   */
  @JsonTypeName("statements")
  record StatementCosts(Map<String, Cost> statements, @Nullable Instant countedSince)
      implements Evidence {
    /** So many statements are kept. */
    public static final int MOST = 200;

    public StatementCosts {
      statements = java.util.Collections.unmodifiableMap(new TreeMap<>(statements));
    }
  }

  /**
   * What a statement has cost.
   *
   * @param milliseconds of all its calls
   */
  record Cost(long calls, long milliseconds) {}

  /**
   * How far a log went.
   *
   * @param log the file, on the specialist's host
   * @param bytes to the end of its last whole line
   * @param mark SHA-256 of the last of these bytes, at most {@link #MARKED}: they tell the log from
   *     the one that has taken its place
   * @param writtenAt when it, or a log that it has replaced, was last written; 1970 when there was
   *     none
   */
  @JsonTypeName("log-position")
  record LogPosition(String log, long bytes, Digest mark, Instant writtenAt) implements Evidence {
    /** So many bytes before the position are the mark. */
    public static final int MARKED = 1_024;
  }

  /**
   * How an application answered while it was changed.
   *
   * @param down all time in which it did not answer
   * @param longest the longest time of it in one piece
   * @param failed how many requests were not answered
   * @param lasted how long was asked
   */
  @JsonTypeName("downtime")
  record Downtime(
      String path, int requests, int failed, Duration down, Duration longest, Duration lasted)
      implements Evidence {}

  /** Something that people were told. */
  @JsonTypeName("announcement")
  record Announcement(String message) implements Evidence {}

  /** The archived record. */
  @JsonTypeName("archive")
  record Archive(String location, Digest sha256, long events) implements Evidence {}
}
