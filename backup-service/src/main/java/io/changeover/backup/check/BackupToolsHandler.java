package io.changeover.backup.check;

import io.changeover.backup.mariadb.LookingAtMariaDb;
import io.changeover.backup.pgdump.ClientTools;
import io.changeover.backup.pgdump.ToolVersion;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.ServerVersion;
import io.changeover.backup.server.Servers;
import io.changeover.backup.server.Session;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.BackupTools;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The step backup-tools: pg_dump and pg_restore are there and not older than the server; for
 * MariaDB its own.
 */
@Component
final class BackupToolsHandler implements StepHandler<BackupTools> {
  private final Servers servers;
  private final ClientTools tools;
  private final LookingAtMariaDb mariaDb;

  BackupToolsHandler(Servers servers, ClientTools tools, LookingAtMariaDb mariaDb) {
    this.servers = servers;
    this.tools = tools;
    this.mariaDb = mariaDb;
  }

  @Override
  public Class<BackupTools> kind() {
    return BackupTools.class;
  }

  @Override
  public Outcome handle(StepCommand command, BackupTools spec, StepContext context)
      throws Exception {
    if (mariaDb.isFor(command, spec.target())) {
      return mariaDb.tools(command, context);
    }
    return servers.with(
        command, spec.target(), context, server -> looked(server, command, context.tools()));
  }

  private Outcome looked(Server server, StepCommand command, Tools run) throws Exception {
    ServerVersion version;
    try (Session session = server.open()) {
      version = ServerVersion.of(session);
    }
    List<CheckResult> checks = new ArrayList<>();
    for (String tool : List.of(ClientTools.DUMP, ClientTools.RESTORE)) {
      checks.add(look(tool, version, command, run));
    }
    return Outcome.ofChecks(
        checks,
        "Install PostgreSQL's client tools of version %d or newer on the backup service's host."
            .formatted(version.major()));
  }

  private CheckResult look(String tool, ServerVersion server, StepCommand command, Tools run)
      throws InterruptedException {
    String expected = "%d or newer, as the server is of %s".formatted(server.major(), server);
    try {
      ToolVersion version = tools.versionOf(tool, run);
      boolean newEnough = version.major() >= server.major();
      return CheckResult.of(tool, expected, version.text(), command.severity(), newEnough);
    } catch (StepFailure missing) {
      return CheckResult.of(tool, expected, missing.reason().message(), command.severity(), false);
    }
  }
}
