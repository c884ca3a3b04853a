package io.changeover.migration.copy;

import io.changeover.contracts.Digest;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.json.Json;
import io.changeover.kit.sqlite.Row;
import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.sqlite.SqliteStatement;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.copy.source.SourceColumn;
import io.changeover.migration.copy.source.SourceTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;

/**
 * A table as JSON Lines: one object for each row. A blob is {@code {"base64": "..."}}; a number
 * that JSON does not have, such as infinity, is a text. A text that is no UTF-8 has no place there.
 */
final class JsonLinesFile implements AutoCloseable {
  private static final int COUNTED_AT_ONCE = 1024;

  /** What Java reads in the place of bytes that are no UTF-8. */
  private static final char REPLACED = '\uFFFD';

  private final DigestOutputStream digested;
  private final OutputStream out;

  /** Looks whether the step was stopped. */
  @FunctionalInterface
  interface StopCheck {
    void look() throws InterruptedException;
  }

  JsonLinesFile(Path file) throws IOException {
    try {
      digested =
          new DigestOutputStream(
              Files.newOutputStream(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE),
              MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
    out = new BufferedOutputStream(digested, 1 << 16);
  }

  /**
   * Writes all rows.
   *
   * @throws StepFailure {@code refused} for a text that is no UTF-8
   */
  void write(SourceTable table, SqliteConnection connection, Rate rate, StopCheck stop)
      throws IOException, StepFailure, InterruptedException {
    long count = 0;
    try (SqliteStatement rows = connection.prepare(select(table));
        JsonGenerator json =
            Json.mapper()
                .writer()
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .withRootValueSeparator("\n")
                .createGenerator(out)) {
      while (rows.step()) {
        row(rows, table, json);
        if (++count % COUNTED_AT_ONCE == 0) {
          rate.add(COUNTED_AT_ONCE);
          rate.tell();
          stop.look();
        }
      }
    }
    if (count > 0) {
      out.write('\n');
    }
  }

  /** All columns, and behind them what names a row of a table without a key. */
  private static String select(SourceTable table) {
    Stream<String> columns =
        table.columns().stream().map(column -> SqliteConnection.quoted(column.name()));
    return "SELECT %s FROM %s"
        .formatted(
            Stream.concat(columns, table.rowNumber().stream()).collect(Collectors.joining(", ")),
            table.quoted());
  }

  private static void row(SqliteStatement row, SourceTable table, JsonGenerator json)
      throws StepFailure {
    json.writeStartObject();
    for (int i = 0; i < table.columns().size(); i++) {
      json.writeName(table.columns().get(i).name());
      if (!value(row, i, json)) {
        throw noText(row, table, table.columns().get(i));
      }
    }
    json.writeEndObject();
  }

  private static StepFailure noText(SqliteStatement row, SourceTable table, SourceColumn column) {
    return new StepFailure(
        FailureCode.REFUSED,
        "The text in %s.%s is no UTF-8, where %s."
            .formatted(table.name(), column.name(), key(row, table)),
        "Correct the value in the source, or make it a blob, then retry the step.");
  }

  private static String key(SqliteStatement row, SourceTable table) {
    List<SourceColumn> columns = table.columns();
    String key =
        columns.stream()
            .filter(column -> column.key() > 0)
            .sorted(Comparator.comparingInt(SourceColumn::key))
            .map(column -> column.name() + " = " + row.text(columns.indexOf(column)))
            .collect(Collectors.joining(", "));
    return key.isEmpty()
        ? table
            .rowNumber()
            .map(name -> name + " = " + row.text(columns.size()))
            .orElse("no key names the row")
        : key;
  }

  /** False for a text that is no UTF-8; nothing is written of it. */
  private static boolean value(Row row, int column, JsonGenerator json) {
    int type = row.type(column);
    switch (type) {
      case Row.INTEGER -> json.writeNumber(row.integer(column));
      case Row.REAL -> json.writeNumber(row.real(column));
      case Row.TEXT -> {
        return text(bytes(row, column, type), json);
      }
      case Row.BLOB -> {
        json.writeStartObject();
        json.writeBinaryProperty("base64", bytes(row, column, type));
        json.writeEndObject();
      }
      default -> json.writeNull();
    }
    return true;
  }

  private static boolean text(byte[] bytes, JsonGenerator json) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean same =
        text.indexOf(REPLACED) < 0 || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
    if (same) {
      json.writeString(text);
    }
    return same;
  }

  private static byte[] bytes(Row row, int column, int type) {
    long from = row.bytes(column, type);
    byte[] bytes = new byte[row.length(column)];
    SqliteStatement.copy(from, bytes, 0, bytes.length);
    return bytes;
  }

  /** Everything is written; the file's SHA-256. */
  Digest finish() throws IOException {
    out.flush();
    return new Digest(HexFormat.of().formatHex(digested.getMessageDigest().digest()));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
