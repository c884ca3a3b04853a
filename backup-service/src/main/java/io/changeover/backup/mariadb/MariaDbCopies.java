package io.changeover.backup.mariadb;

import io.changeover.backup.BackupSettings;
import io.changeover.backup.content.ComparingCopy;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Verdict;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Restores dumps into databases of this service's own, and compares them with what was dumped. */
@Component
final class MariaDbCopies {
  private final BackupSettings settings;
  private final MariaDbTools tools;

  MariaDbCopies(BackupSettings settings, MariaDbTools tools) {
    this.settings = settings;
    this.tools = tools;
  }

  /**
   * How it went.
   *
   * @param restoredIn how long the restore took
   */
  record Result(Duration restoredIn, List<CheckResult> checks) {
    boolean proved() {
      return checks.stream().allMatch(check -> check.verdict() == Verdict.PASSED);
    }
  }

  /**
   * What a copy is called that is about to take the live tables' place; in a rehearsal it begins
   * like its scratch database.
   */
  String restoreName(MariaDbServer server) {
    return server.command().scratch() == null
        ? settings.restorePrefix() + server.key()
        : server.target().database() + "_copy";
  }

  /** Proves a dump by a restore into a scratch database, which is dropped whatever happens. */
  Result prove(MariaDbServer server, StoredBackup place, Manifest manifest) throws Exception {
    String name = settings.scratchPrefix() + server.key();
    try (OwnDatabase scratch = OwnDatabase.take(server, name)) {
      try {
        scratch.create(manifest.properties());
        return restore(server, place, manifest, name);
      } finally {
        scratch.drop();
      }
    }
  }

  /** Restores into a database that is there, empty, and compares. */
  Result restore(MariaDbServer server, StoredBackup place, Manifest manifest, String name)
      throws Exception {
    server.tell("restoring into " + name);
    Duration took = tools.restore(server, place, name);
    List<CheckResult> checks = new ArrayList<>();
    checks.add(
        CheckResult.of(
            "restored",
            "the whole dump, into a new database",
            "in %.1f s".formatted(took.toMillis() / 1_000.0),
            true));
    server.tell("comparing the restored copy");
    try (Connection copy = server.open(name)) {
      checks.addAll(
          ComparingCopy.of(
              manifest.content(),
              MariaDbContent.again(copy, manifest.content().tables()),
              MariaDbContent.schema(copy)));
    }
    return new Result(took, checks);
  }

  /** Drops what crashes have left at a server; answers the names. */
  List<String> dropLeftovers(Connection connection) throws java.sql.SQLException {
    List<String> dropped =
        new ArrayList<>(OwnDatabase.dropLeftovers(connection, settings.scratchPrefix()));
    dropped.addAll(OwnDatabase.dropLeftovers(connection, settings.restorePrefix()));
    return dropped;
  }
}
