package io.changeover.backup.restore;

import io.changeover.backup.BackupSettings;
import io.changeover.backup.content.ComparingCopy;
import io.changeover.backup.pgdump.PgRestore;
import io.changeover.backup.server.Lock;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.ServerDatabases;
import io.changeover.backup.server.Session;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Severity;
import io.changeover.contracts.Verdict;
import io.changeover.kit.step.StepFailure;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Restored databases that are about to take a database's place. */
@Component
public final class RestoredCopies {
  private final BackupSettings settings;
  private final PgRestore pgRestore;
  private final Clock clock;

  RestoredCopies(BackupSettings settings, PgRestore pgRestore, Clock clock) {
    this.settings = settings;
    this.pgRestore = pgRestore;
    this.clock = clock;
  }

  /**
   * The working name of the copy that a command makes; in a rehearsal it begins like its scratch.
   */
  String nameFor(Server server) {
    return server.attempt().command().scratch() == null
        ? settings.restorePrefix() + server.attempt().key()
        : server.target().database() + "_copy";
  }

  /**
   * Restores a dump, compares it and marks the copy. Unless every comparison passes there is no
   * copy when this returns.
   *
   * @param session in the maintenance database
   * @return the comparisons
   */
  List<CheckResult> make(
      Server server, Session session, StoredBackup place, Manifest manifest, int jobs)
      throws Exception {
    String name = nameFor(server);
    ServerDatabases databases = new ServerDatabases(session);
    databases.drop(name);
    boolean good = false;
    try {
      databases.create(name, manifest.properties());
      pgRestore.restore(server, place, manifest, name, jobs);
      List<CheckResult> checks = new ArrayList<>(compared(server, name, manifest));
      good = checks.stream().allMatch(check -> check.verdict() == Verdict.PASSED);
      if (good) {
        checks.add(adopted(databases.adopt(name, manifest.properties())));
        Marks marks = new Marks(server.attempt().key());
        databases.comment(name, marks.restoredComment(manifest, clock.instant()));
      }
      return checks;
    } catch (Exception failed) {
      good = false;
      throw failed;
    } finally {
      if (!good) {
        server.cleanUp(cleaning -> new ServerDatabases(cleaning).drop(name));
      }
    }
  }

  private static List<CheckResult> compared(Server server, String name, Manifest manifest)
      throws SQLException, StepFailure, InterruptedException {
    try (Session copy = server.open(name)) {
      return ComparingCopy.with(manifest.content(), copy);
    }
  }

  private static CheckResult adopted(List<String> missed) {
    return CheckResult.of(
        "properties of the database",
        "grants, settings and limits as when it was dumped",
        missed.isEmpty() ? "as expected" : "not carried over: " + String.join("; ", missed),
        Severity.MINOR,
        missed.isEmpty());
  }

  /**
   * Drops half-made copies that nobody works on any more. Marked ones stay: one may be all that is
   * left of a database.
   *
   * @param session in the maintenance database
   * @return their names
   */
  public List<String> dropLeftovers(Session session) throws SQLException {
    ServerDatabases databases = new ServerDatabases(session);
    List<String> dropped = new ArrayList<>();
    for (ServerDatabases.Found found : databases.named(settings.restorePrefix())) {
      if (found.comment().isEmpty() && Lock.tryTake(session, found.name())) {
        if (isUnmarked(databases, found.name())) {
          databases.drop(found.name());
          dropped.add(found.name());
        }
        Lock.release(session, found.name());
      }
    }
    return dropped;
  }

  /** Whoever held the lock until now may have finished and marked it meanwhile. */
  private static boolean isUnmarked(ServerDatabases databases, String name) throws SQLException {
    return databases.find(name).filter(found -> found.comment().isEmpty()).isPresent();
  }
}
