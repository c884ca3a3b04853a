package io.changeover.backup.dump;

import io.changeover.backup.pgdump.PgDump;
import io.changeover.backup.pgdump.ToolVersion;
import io.changeover.backup.server.DatabaseProperties;
import io.changeover.backup.server.ReadingProperties;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.ServerVersion;
import io.changeover.backup.server.Session;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.Progress;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.CopyScope;
import io.changeover.contracts.step.DumpFormat;
import io.changeover.contracts.step.PostgresDump;
import java.time.Clock;
import java.time.Instant;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Component;

/**
 * Writes a dump and its manifest. Dump, row counts, checksums and the schema's fingerprint show one
 * and the same snapshot, whatever is written to the database meanwhile.
 */
@Component
public final class TakingDump {
  private final PgDump pgDump;
  private final Clock clock;

  TakingDump(PgDump pgDump, Clock clock) {
    this.pgDump = pgDump;
    this.clock = clock;
  }

  /**
   * Dumps into an empty place. The manifest is written last, so its presence means completeness.
   */
  Manifest into(StoredBackup place, Server server, PostgresDump spec, ToolVersion tool)
      throws Exception {
    return into(place, server, spec, tool, CopyScope.DATA);
  }

  /**
   * The same, of all rows or of those that belong to the schema.
   *
   * @param scope schema leaves out the rows of every table that is no ledger of a migration tool
   */
  public Manifest into(
      StoredBackup place, Server server, PostgresDump spec, ToolVersion tool, CopyScope scope)
      throws Exception {
    place.clear();
    try (Snapshot snapshot = Snapshot.take(server)) {
      Manifest.Origin origin = origin(server, snapshot.session());
      DatabaseProperties properties = properties(server, snapshot.session());
      LongConsumer progress = bytes -> tell(server, bytes, origin.bytes());
      Instant started = clock.instant();
      SideBySide.Result result =
          SideBySide.run(
              snapshot,
              scope,
              left -> pgDump.dump(server, snapshot.name(), spec, left, place, progress));
      Manifest manifest =
          new Manifest(
              place.backup(),
              origin,
              new Manifest.Dump(
                  spec.format() == null ? DumpFormat.CUSTOM : spec.format(),
                  tool.text(),
                  started,
                  clock.instant(),
                  result.dump().bytes(),
                  result.dump().sha256()),
              properties,
              result.content(),
              null);
      place.write(manifest);
      return manifest;
    }
  }

  private static void tell(Server server, long bytes, ByteSize database) {
    server
        .attempt()
        .context()
        .progress(
            new Progress(bytes, database.bytes(), "bytes", "dumping " + server.target().name()));
  }

  private static DatabaseProperties properties(Server server, Session session) throws Exception {
    return ReadingProperties.of(session, server.target().database()).orElseThrow();
  }

  private static Manifest.Origin origin(Server server, Session session) throws Exception {
    StepCommand command = server.attempt().command();
    long bytes = session.one("select pg_database_size(current_database())", row -> row.getLong(1));
    return new Manifest.Origin(
        command.deployment(),
        command.step(),
        command.command(),
        server.target().database(),
        ServerVersion.of(session).text(),
        new ByteSize(bytes));
  }
}
