package io.changeover.backup.mariadb;

import io.changeover.backup.content.DatabaseContent;
import io.changeover.backup.server.DatabaseProperties;
import io.changeover.backup.storage.Digested;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.Progress;
import io.changeover.contracts.step.CopyScope;
import io.changeover.contracts.step.DumpFormat;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Writes a dump and its manifest. Both show one moment: all tables are read-locked until the dump
 * and the reading of counts and checksums have each begun a transaction.
 */
@Component
final class TakingMariaDbDump {
  private static final String SIZE =
      "select coalesce(sum(DATA_LENGTH + INDEX_LENGTH), 0) from information_schema.TABLES where TABLE_SCHEMA = database()";

  private final MariaDbTools tools;
  private final Clock clock;

  TakingMariaDbDump(MariaDbTools tools, Clock clock) {
    this.tools = tools;
    this.clock = clock;
  }

  /**
   * Dumps into an empty place. The manifest is written last, so its presence means completeness.
   */
  Manifest into(StoredBackup place, MariaDbServer server, String version, CopyScope scope)
      throws Exception {
    place.clear();
    try (HeldTables held = HeldTables.lock(server);
        Connection reading = MariaDbContent.atOneMoment(server.open(server.target().database()))) {
      Manifest.Origin origin = origin(server, reading);
      Instant started = clock.instant();
      Digested dumped =
          tools.dump(
              server,
              place,
              MariaDbContent.emptied(reading, scope),
              held::letGo,
              bytes -> tell(server, bytes, origin.bytes()));
      Manifest.Dump dump =
          new Manifest.Dump(
              DumpFormat.SQL, version, started, clock.instant(), dumped.bytes(), dumped.sha256());
      server.tell("counting and summing up what was dumped");
      DatabaseContent content = MariaDbContent.all(reading, scope);
      Manifest manifest =
          new Manifest(place.backup(), origin, dump, properties(reading), content, null);
      place.write(manifest);
      return manifest;
    }
  }

  private static void tell(MariaDbServer server, long bytes, ByteSize database) {
    server
        .context()
        .progress(
            new Progress(bytes, database.bytes(), "bytes", "dumping " + server.target().name()));
  }

  private static Manifest.Origin origin(MariaDbServer server, Connection connection)
      throws SQLException {
    return new Manifest.Origin(
        server.command().deployment(),
        server.command().step(),
        server.command().command(),
        server.target().database(),
        MariaDbServer.one(connection, "select version()"),
        new ByteSize(Long.parseLong(MariaDbServer.one(connection, SIZE))));
  }

  private static DatabaseProperties properties(Connection connection) throws SQLException {
    return DatabaseProperties.ofMariaDb(
        MariaDbServer.one(connection, "select @@character_set_database"),
        MariaDbServer.one(connection, "select @@collation_database"));
  }
}
