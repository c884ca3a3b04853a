package io.changeover.backup.pgdump;

import io.changeover.backup.server.Server;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.Progress;
import io.changeover.contracts.step.DumpFormat;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Restores a dump with pg_restore into an empty database of this service's own. Owners and
 * privileges are restored, because a dump whose owners cannot be restored is of no use in a
 * rollback, and the proof has to find that out.
 */
@Component
public final class PgRestore {
  private static final String TABLE_DONE = "processing data for table";
  private static final String WHAT_TO_DO =
      "See what pg_restore says. The registered user must be able to create all that the dump holds: be a member of the roles that own it, and a superuser for extensions that are not trusted.";

  private final ClientTools tools;

  PgRestore(ClientTools tools) {
    this.tools = tools;
  }

  /**
   * Restores everything, or fails; what a failure leaves in the database is of no use.
   *
   * @param jobs more than one only where the database may be half full after a failure; otherwise
   *     all is one transaction
   * @return how long it took
   */
  public Duration restore(
      Server server, StoredBackup place, Manifest manifest, String database, int jobs)
      throws StepFailure, InterruptedException {
    List<String> command = new ArrayList<>(List.of(tools.program(ClientTools.RESTORE)));
    command.add("--no-password");
    command.add("--exit-on-error");
    command.add(jobs > 1 ? "--jobs=" + jobs : "--single-transaction");
    command.add("--verbose");
    command.add("--dbname=" + database);
    DumpFormat format = manifest.dump().format();
    command.add(place.dump(format).toString());
    TableCount counted = new TableCount(server.attempt().context(), manifest, database);
    ToolResult result =
        server
            .attempt()
            .context()
            .tools()
            .run(ClientTools.call(server, command).eachLine(counted::line));
    if (!result.succeeded()) {
      throw ClientTools.failed(ClientTools.RESTORE, result, WHAT_TO_DO);
    }
    return result.took();
  }

  /** Tells how many tables have been begun. */
  private record TableCount(StepContext context, int tables, String database, AtomicInteger begun) {
    TableCount(StepContext context, Manifest manifest, String database) {
      this(context, manifest.content().tables().size(), database, new AtomicInteger());
    }

    void line(String line) {
      if (line.contains(TABLE_DONE)) {
        int now = Math.min(tables, begun.incrementAndGet());
        context.progress(new Progress(now, tables, "tables", "restoring into " + database));
      }
    }
  }
}
