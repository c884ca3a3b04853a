package io.changeover.backup.pgdump;

import io.changeover.backup.BackupSettings;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.ServerVersion;
import io.changeover.contracts.FailureCode;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Which pg_dump and pg_restore are used, and how they reach a server. */
@Component
public final class ClientTools {
  public static final String DUMP = "pg_dump";
  public static final String RESTORE = "pg_restore";

  private final BackupSettings settings;

  ClientTools(BackupSettings settings) {
    this.settings = settings;
  }

  /** The program to run. */
  String program(String tool) {
    return settings.tool(tool);
  }

  /**
   * The version of a tool.
   *
   * @throws StepFailure {@code tool-missing} when there is none, or it is something else
   */
  public ToolVersion versionOf(String tool, Tools tools) throws StepFailure, InterruptedException {
    ToolResult answer = tools.run(ToolCall.of(program(tool), "--version"));
    return ToolVersion.in(answer.output())
        .orElseThrow(() ->
            new StepFailure(
                FailureCode.TOOL_MISSING,
                "%s is no %s of PostgreSQL.".formatted(program(tool), tool),
                "Install PostgreSQL's client tools, or name their directory in changeover.backup.tools."));
  }

  /**
   * A tool is there and not older than the server: an older pg_dump refuses to dump it, and an
   * older pg_restore may not read the dump.
   *
   * @return its version
   * @throws StepFailure {@code tool-missing}
   */
  public ToolVersion require(String tool, Tools tools, ServerVersion server)
      throws StepFailure, InterruptedException {
    ToolVersion version = versionOf(tool, tools);
    if (version.major() < server.major()) {
      throw new StepFailure(
          FailureCode.TOOL_MISSING,
          "%s is of version %s, which is older than the server's %s."
              .formatted(tool, version, server),
          "Install PostgreSQL's client tools of version %d or newer, or name their directory in changeover.backup.tools."
              .formatted(server.major()));
    }
    return version;
  }

  /** A call of a tool with all that it needs to reach the server. The password is never in argv. */
  static ToolCall call(Server server, List<String> command) {
    Map<String, String> environment = new HashMap<>(server.target().libpqEnvironment());
    environment.put("PGAPPNAME", server.attempt().applicationName());
    environment.put("PGCONNECT_TIMEOUT", "10");
    return ToolCall.of(command).with(environment).hiding(List.of(server.target().password()));
  }

  static StepFailure failed(String tool, ToolResult result, String whatToDo) {
    return new StepFailure(
        new io.changeover.contracts.FailureReason(
            FailureCode.TOOL_FAILED,
            "%s ended with exit code %d: %s".formatted(tool, result.exitCode(), lastError(result)),
            whatToDo,
            result.output()));
  }

  private static String lastError(ToolResult result) {
    return result
        .output()
        .lines()
        .filter(line -> line.contains("error:"))
        .reduce((first, second) -> second)
        .orElse("it said nothing");
  }
}
