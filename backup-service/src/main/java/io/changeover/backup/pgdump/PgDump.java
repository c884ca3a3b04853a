package io.changeover.backup.pgdump;

import io.changeover.backup.server.Server;
import io.changeover.backup.storage.Digested;
import io.changeover.backup.storage.DigestedFile;
import io.changeover.backup.storage.DurableFiles;
import io.changeover.backup.storage.Integrity;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.step.DumpFormat;
import io.changeover.contracts.step.PostgresDump;
import io.changeover.kit.postgres.UserTable;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Component;

/** Writes a dump with pg_dump. */
@Component
public final class PgDump {
  /** A table that is locked for longer is not waited for, so that the failure says which. */
  private static final String LONGEST_LOCK_WAIT_MILLIS = "60000";

  private static final String WHAT_TO_DO =
      "See what pg_dump says, and that the registered user may read every table; then retry the step.";

  private final ClientTools tools;

  PgDump(ClientTools tools) {
    this.tools = tools;
  }

  /**
   * Dumps the target's database as a snapshot shows it. When this returns, the dump has its final
   * name and is on the disk.
   *
   * @param snapshot exported by a transaction that stays open meanwhile
   * @param emptied tables whose rows are left out
   * @param progress is told the bytes written so far
   */
  public Digested dump(
      Server server,
      String snapshot,
      PostgresDump spec,
      List<UserTable> emptied,
      StoredBackup place,
      LongConsumer progress)
      throws IOException, StepFailure, InterruptedException {
    List<String> command = new ArrayList<>(List.of(tools.program(ClientTools.DUMP)));
    command.add("--no-password");
    command.add("--snapshot=" + snapshot);
    command.add("--lock-wait-timeout=" + LONGEST_LOCK_WAIT_MILLIS);
    emptied.forEach(table -> command.add("--exclude-table-data=" + table.qualifiedName()));
    Path unfinished = place.unfinishedDump(format(spec));
    Digested digested =
        format(spec) == DumpFormat.CUSTOM
            ? toFile(server, command, unfinished, progress)
            : toDirectory(server, command, unfinished, spec, progress);
    place.finish(format(spec));
    return digested;
  }

  private static DumpFormat format(PostgresDump spec) {
    return spec.format() == null ? DumpFormat.CUSTOM : spec.format();
  }

  private static Digested toFile(
      Server server, List<String> command, Path file, LongConsumer progress)
      throws IOException, StepFailure, InterruptedException {
    command.add("--format=custom");
    try (DigestedFile output = new DigestedFile(file, progress)) {
      run(server, ClientTools.call(server, command).stdoutTo(output));
      return output.finish();
    }
  }

  private static Digested toDirectory(
      Server server, List<String> command, Path directory, PostgresDump spec, LongConsumer progress)
      throws IOException, StepFailure, InterruptedException {
    command.add("--format=directory");
    command.add("--file=" + directory);
    command.add("--jobs=" + (spec.jobs() == null ? 1 : spec.jobs()));
    command.add("--verbose");
    run(
        server,
        ClientTools.call(server, command).eachLine(line -> progress.accept(sizeOf(directory))));
    DurableFiles.secure(directory);
    return Digested.of(directory, server.attempt().context());
  }

  private static long sizeOf(Path directory) {
    try {
      return Integrity.sizeOf(directory);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void run(Server server, ToolCall call) throws StepFailure, InterruptedException {
    ToolResult result = server.attempt().context().tools().run(call);
    if (!result.succeeded()) {
      throw ClientTools.failed(ClientTools.DUMP, result, WHAT_TO_DO);
    }
  }
}
