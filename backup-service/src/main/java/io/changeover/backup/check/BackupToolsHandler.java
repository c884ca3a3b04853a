package io.changeover.backup.check;

import io.changeover.backup.BackupSettings;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The step backup-tools: pg_dump and pg_restore are there and not older than the server; for
 * MariaDB its own two, and not of an older series. Backups are kept for as long as the plan wants.
 */
@Component
final class BackupToolsHandler implements StepHandler<BackupTools> {
  private static final String WHAT_TO_DO =
      "On the backup service's host, install the client tools of the server's version or newer, and"
          + " set changeover.backup.keep-for.";

  private final Servers servers;
  private final ClientTools tools;
  private final LookingAtMariaDb mariaDb;
  private final BackupSettings settings;

  BackupToolsHandler(
      Servers servers, ClientTools tools, LookingAtMariaDb mariaDb, BackupSettings settings) {
    this.settings = settings;
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
    return mariaDb.isFor(command, spec.target())
        ? mariaDb.tools(command, spec.target(), context, checks -> judged(checks, spec, command))
        : servers.with(
            command,
            spec.target(),
            context,
            server -> judged(looked(server, command, context.tools()), spec, command));
  }

  private Outcome judged(List<CheckResult> tools, BackupTools spec, StepCommand command) {
    List<CheckResult> checks = new ArrayList<>(tools);
    if (spec.keptFor() != null) {
      checks.add(retention(spec.keptFor(), command));
    }
    return Outcome.ofChecks(checks, WHAT_TO_DO);
  }

  private CheckResult retention(Duration wanted, StepCommand command) {
    return CheckResult.of(
        "retention of backups",
        "each kept for at least " + days(wanted),
        "each kept for %s, and the newest %d verified ones of a database whatever their age"
            .formatted(days(settings.keepFor()), settings.keepAtLeast()),
        command.severity(),
        settings.keepFor().compareTo(wanted) >= 0);
  }

  private static String days(Duration duration) {
    return duration.equals(Duration.ofDays(duration.toDays()))
        ? duration.toDays() + " days"
        : duration.toString();
  }

  private List<CheckResult> looked(Server server, StepCommand command, Tools run) throws Exception {
    ServerVersion version;
    try (Session session = server.open()) {
      version = ServerVersion.of(session);
    }
    List<CheckResult> checks = new ArrayList<>();
    for (String tool : List.of(ClientTools.DUMP, ClientTools.RESTORE)) {
      checks.add(look(tool, version, command, run));
    }
    return checks;
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
