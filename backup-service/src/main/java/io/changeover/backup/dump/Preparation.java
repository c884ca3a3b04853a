package io.changeover.backup.dump;

import io.changeover.backup.pgdump.ClientTools;
import io.changeover.backup.pgdump.ToolVersion;
import io.changeover.backup.server.Rights;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.ServerVersion;
import io.changeover.backup.server.Session;
import io.changeover.contracts.step.DumpVerification;
import io.changeover.contracts.step.PostgresDump;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** Everything that a backup needs is there before anything is written. */
@Component
public final class Preparation {
  private final ClientTools tools;
  private final ScratchDatabases scratches;

  Preparation(ClientTools tools, ScratchDatabases scratches) {
    this.tools = tools;
    this.scratches = scratches;
  }

  /**
   * Sees to tools and rights, and drops what crashes have left at the server.
   *
   * @return the version of pg_dump
   * @throws StepFailure when something is missing, with what to do
   */
  public ToolVersion make(Server server, PostgresDump spec)
      throws SQLException, StepFailure, InterruptedException {
    Tools run = server.attempt().context().tools();
    try (Session session = server.openMaintenance()) {
      ServerVersion version = ServerVersion.of(session);
      ToolVersion dump = tools.require(ClientTools.DUMP, run, version);
      if (spec.verify() != DumpVerification.NONE) {
        tools.require(ClientTools.RESTORE, run, version);
        Rights.requireCreateDatabase(server, session);
        scratches.dropLeftovers(session);
      }
      return dump;
    }
  }
}
