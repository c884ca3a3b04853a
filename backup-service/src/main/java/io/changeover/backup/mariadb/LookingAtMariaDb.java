package io.changeover.backup.mariadb;

import io.changeover.backup.content.ContentNow;
import io.changeover.backup.content.TableContent;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Severity;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.MariaDbTarget;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Looks at MariaDB databases and at the tools for them. */
@Component
public final class LookingAtMariaDb {
  private final Databases databases;
  private final MariaDbServers servers;
  private final MariaDbTools tools;

  LookingAtMariaDb(Databases databases, MariaDbServers servers, MariaDbTools tools) {
    this.databases = databases;
    this.servers = servers;
    this.tools = tools;
  }

  /** Whether an alias of the command's plan stands for a MariaDB database. */
  public boolean isFor(StepCommand command, TargetAlias alias) throws StepFailure {
    return databases.registered(command, alias) instanceof MariaDbTarget;
  }

  /** Judges tables and schema as they are now, at one moment. */
  public Outcome judge(
      StepCommand command,
      TargetAlias alias,
      StepContext context,
      List<TableContent> before,
      Function<ContentNow, Outcome> judgement)
      throws Exception {
    return servers.with(
        command,
        alias,
        context,
        server -> {
          try (Connection connection =
              MariaDbContent.atOneMoment(server.open(server.target().database()))) {
            return judgement.apply(
                new ContentNow(
                    MariaDbContent.again(connection, before), MariaDbContent.schema(connection)));
          }
        });
  }

  /** Looks whether the client tools are there, and not of an older series than the server. */
  public Outcome tools(
      StepCommand command,
      TargetAlias alias,
      StepContext context,
      Function<List<CheckResult>, Outcome> judgement)
      throws Exception {
    return servers.with(command, alias, context, server -> judgement.apply(looked(server)));
  }

  private List<CheckResult> looked(MariaDbServer server) throws Exception {
    MariaDbVersion version;
    try (Connection connection = server.openServer()) {
      version = MariaDbVersion.ofServer(connection);
    }
    List<CheckResult> checks = new ArrayList<>();
    for (String tool : List.of(MariaDbTools.DUMP, MariaDbTools.CLIENT)) {
      checks.add(look(tool, version, server));
    }
    return checks;
  }

  private CheckResult look(String tool, MariaDbVersion server, MariaDbServer at)
      throws InterruptedException {
    String expected =
        "of MariaDB, %s or newer, as the server is of %s".formatted(server.series(), server.text());
    Severity severity = at.command().severity();
    try {
      String found = tools.versionOf(tool, at.context().tools());
      boolean newEnough = !MariaDbVersion.of(found).isOfOlderSeriesThan(server);
      return CheckResult.of(tool, expected, found, severity, newEnough);
    } catch (StepFailure missing) {
      return CheckResult.of(tool, expected, missing.reason().message(), severity, false);
    }
  }
}
