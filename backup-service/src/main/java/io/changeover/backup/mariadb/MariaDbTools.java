package io.changeover.backup.mariadb;

import io.changeover.backup.BackupSettings;
import io.changeover.backup.storage.Digested;
import io.changeover.backup.storage.DigestedFile;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.step.DumpFormat;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.MariaDbTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.stereotype.Component;

/** mariadb-dump and mariadb. */
@Component
public final class MariaDbTools {
  public static final String DUMP = "mariadb-dump";
  public static final String CLIENT = "mariadb";

  private static final int BUFFER = 1 << 16;
  private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+\\.\\d+)-MariaDB");
  private static final List<String> DUMP_OPTIONS =
      List.of(
          "--single-transaction",
          "--skip-lock-tables",
          "--quick",
          "--routines",
          "--triggers",
          "--events",
          "--hex-blob",
          "--no-tablespaces",
          "--default-character-set=utf8mb4");

  private final BackupSettings settings;

  MariaDbTools(BackupSettings settings) {
    this.settings = settings;
  }

  /**
   * The version of a tool, as in 10.11.19.
   *
   * @throws StepFailure {@code tool-missing} when there is none, or it is something else
   */
  public String versionOf(String tool, Tools tools) throws StepFailure, InterruptedException {
    ToolResult answer = tools.run(ToolCall.of(settings.tool(tool), "--version"));
    Matcher version = VERSION.matcher(answer.output());
    if (!version.find()) {
      throw new StepFailure(
          FailureCode.TOOL_MISSING,
          "%s is no %s of MariaDB.".formatted(settings.tool(tool), tool),
          "Install MariaDB's client tools, or name their directory in changeover.backup.tools.");
    }
    return version.group(1);
  }

  /**
   * A tool is there and not of an older series than the server: an older mariadb-dump leaves out
   * what it does not know, and an older mariadb may not understand the dump.
   *
   * @return its version
   * @throws StepFailure {@code tool-missing}
   */
  String require(String tool, MariaDbServer server)
      throws SQLException, StepFailure, InterruptedException {
    MariaDbVersion version = MariaDbVersion.of(versionOf(tool, server.context().tools()));
    try (Connection connection = server.openServer()) {
      MariaDbVersion there = MariaDbVersion.ofServer(connection);
      if (version.isOfOlderSeriesThan(there)) {
        throw new StepFailure(
            FailureCode.TOOL_MISSING,
            "%s is of version %s, which is older than the server's %s."
                .formatted(tool, version.text(), there.text()),
            "Install MariaDB's client tools of version %s or newer, or name their directory in changeover.backup.tools."
                .formatted(there.series()));
      }
    }
    return version.text();
  }

  /**
   * Dumps the target's database, compressed while it is written. When this returns, the dump has
   * its final name and is on the disk.
   *
   * @param emptied tables whose rows are left out
   * @param begun is run once the dump shows one moment
   * @param progress is told the bytes written so far
   */
  Digested dump(
      MariaDbServer server,
      StoredBackup place,
      List<String> emptied,
      Runnable begun,
      LongConsumer progress)
      throws IOException, StepFailure, InterruptedException {
    List<String> command = command(DUMP, server.target());
    command.addAll(DUMP_OPTIONS);
    String database = server.target().database();
    emptied.forEach(table -> command.add("--ignore-table-data=%s.%s".formatted(database, table)));
    command.add(database);
    Digested digested;
    try (DigestedFile file = new DigestedFile(place.unfinishedDump(DumpFormat.SQL), progress);
        GZIPOutputStream zipped = new GZIPOutputStream(file, BUFFER);
        WatchedDump watched = new WatchedDump(zipped, begun)) {
      run(server, ToolCall.of(command).stdoutTo(watched), DUMP);
      watched.requireWhole();
      zipped.finish();
      digested = file.finish();
    }
    place.finish(DumpFormat.SQL);
    return digested;
  }

  /**
   * Restores a dump into an empty database, or fails; what a failure leaves there is of no use.
   *
   * @return how long it took
   */
  Duration restore(MariaDbServer server, StoredBackup place, String database)
      throws IOException, StepFailure, InterruptedException {
    List<String> command = command(CLIENT, server.target());
    command.addAll(List.of("--batch", "--binary-mode", "--default-character-set=utf8mb4"));
    command.add(database);
    try (InputStream dump =
        new GZIPInputStream(Files.newInputStream(place.dump(DumpFormat.SQL)), BUFFER)) {
      return run(server, ToolCall.of(command).stdinFrom(dump), CLIENT).took();
    }
  }

  private List<String> command(String tool, MariaDbTarget target) {
    List<String> command = new ArrayList<>(List.of(settings.tool(tool)));
    command.addAll(target.toolArguments());
    return command;
  }

  private static ToolResult run(MariaDbServer server, ToolCall call, String tool)
      throws StepFailure, InterruptedException {
    ToolResult result =
        server
            .context()
            .tools()
            .run(
                call.with(server.target().toolEnvironment())
                    .hiding(List.of(server.target().password())));
    if (!result.succeeded()) {
      throw new StepFailure(
          new FailureReason(
              FailureCode.TOOL_FAILED,
              "%s ended with exit code %d: %s"
                  .formatted(
                      tool,
                      result.exitCode(),
                      result.output().lines().reduce((a, b) -> b).orElse("it said nothing")),
              "See what it says, and that the registered user has all rights on the database and on those with the scratch and restore prefixes; then retry the step.",
              result.output()));
    }
    return result;
  }
}
