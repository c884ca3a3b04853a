package io.changeover.migration.copy;

import io.changeover.contracts.ByteSize;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.step.JsonLines;
import io.changeover.kit.sqlite.SqliteFailure;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Databases;
import io.changeover.migration.copy.source.SourceDatabase;
import io.changeover.migration.copy.source.SourceFailures;
import io.changeover.migration.copy.source.SourceTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.core.exc.JacksonIOException;

/** The step json-lines. */
@Component
final class JsonLinesHandler implements StepHandler<JsonLines> {
  private final Databases databases;
  private final ExportSettings settings;
  private final Clock clock;

  JsonLinesHandler(Databases databases, ExportSettings settings, Clock clock) {
    this.databases = databases;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Class<JsonLines> kind() {
    return JsonLines.class;
  }

  /** All tables are of one moment. An export that was broken off is written anew. */
  @Override
  public Outcome handle(StepCommand command, JsonLines spec, StepContext context)
      throws StepFailure, InterruptedException {
    Path file = databases.sqlite(command.target(spec.from())).file();
    Path directory =
        storage().resolve(command.deployment().value()).resolve(command.step().value());
    try (SourceDatabase source = SourceDatabase.look(file, context)) {
      return Outcome.succeeded(export(source, directory, context));
    } catch (SqliteFailure failure) {
      throw SourceFailures.explained(failure);
    } catch (IOException | JacksonIOException failure) {
      throw unwritable(directory, failure);
    }
  }

  private static StepFailure unwritable(Path directory, Exception failure) {
    return new StepFailure(
        FailureCode.TOOL_FAILED,
        "The export into %s failed: %s".formatted(directory, failure.getMessage()),
        "See that the directory can be written to and its disk is not full, then retry the step.",
        failure);
  }

  private Path storage() throws StepFailure {
    Path storage = settings.storage();
    if (storage == null) {
      throw new StepFailure(
          FailureCode.NOT_REGISTERED,
          "There is no directory for exports.",
          "Set changeover.migration.export.storage in the settings of the migration service.");
    }
    return storage;
  }

  private Evidence export(SourceDatabase source, Path directory, StepContext context)
      throws IOException, StepFailure, InterruptedException {
    Files.createDirectories(directory);
    List<SourceTable> tables = source.tables(Set.of());
    Rate rate = new Rate(0, 0, "exporting", context, clock);
    Map<String, Long> rows = new TreeMap<>();
    StringBuilder sums = new StringBuilder();
    long bytes = 0;
    try (SourceDatabase.Reading reading = source.held()) {
      for (SourceTable table : tables) {
        Path file = directory.resolve(fileName(table.name()));
        ReadBack written = written(reading, table, file, rate, context);
        rows.put(table.name(), written.lines());
        bytes += Files.size(file);
        sums.append(written.sha256().value()).append("  ");
        sums.append(file.getFileName()).append('\n');
      }
    }
    return new Evidence.Exported(
        directory.toString(),
        rows,
        new ByteSize(bytes),
        Json.sha256(sums.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** A table's file, which holds what was written and as many lines as the table has rows. */
  private static ReadBack written(
      SourceDatabase.Reading reading, SourceTable table, Path file, Rate rate, StepContext context)
      throws IOException, StepFailure, InterruptedException {
    try (JsonLinesFile lines = new JsonLinesFile(file)) {
      long rows = reading.connection().number("SELECT count(*) FROM " + table.quoted());
      lines.write(table, reading.connection(), rate, context::throwIfStopped);
      ReadBack expected = new ReadBack(rows, lines.finish());
      ReadBack found = ReadBack.of(file);
      if (!found.equals(expected)) {
        throw different(table, file, expected, found);
      }
      return found;
    }
  }

  private static StepFailure different(
      SourceTable table, Path file, ReadBack expected, ReadBack found) {
    return new StepFailure(
        FailureCode.CHECK_FAILED,
        "The table %s has %d rows, but %s has %d lines%s."
            .formatted(
                table.name(),
                expected.lines(),
                file,
                found.lines(),
                found.sha256().equals(expected.sha256()) ? "" : ", and not what was written"),
        "See whether the database is damaged (PRAGMA integrity_check) and the disk is sound, then retry the step.");
  }

  /** A table may be called anything; what no file should be called is written by its code. */
  private static String fileName(String table) {
    StringBuilder name = new StringBuilder();
    table
        .codePoints()
        .forEach(point -> {
          if (Character.isLetterOrDigit(point) || point == '_' || point == '-' || point == ' ') {
            name.appendCodePoint(point);
          } else {
            name.append('%').append(Integer.toHexString(point)).append(';');
          }
        });
    return name + ".jsonl";
  }
}
