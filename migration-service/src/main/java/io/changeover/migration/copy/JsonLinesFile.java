package io.changeover.migration.copy;

import io.changeover.contracts.Digest;
import io.changeover.contracts.json.Json;
import io.changeover.kit.sqlite.Row;
import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.sqlite.SqliteStatement;
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
import java.util.HexFormat;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;

/**
 * A table as JSON Lines: one object for each row. A blob is {@code {"base64": "..."}}, a text that
 * is no UTF-8 {@code {"base64-text": "..."}}; a number that JSON does not have, such as infinity,
 * is a text.
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

  /** Writes all rows. */
  void write(SourceTable table, SqliteConnection connection, Rate rate, StopCheck stop)
      throws IOException, InterruptedException {
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

  private static String select(SourceTable table) {
    return table.columns().stream()
        .map(column -> SqliteConnection.quoted(column.name()))
        .collect(Collectors.joining(", ", "SELECT ", " FROM " + table.quoted()));
  }

  private static void row(Row row, SourceTable table, JsonGenerator json) {
    json.writeStartObject();
    for (int i = 0; i < table.columns().size(); i++) {
      json.writeName(table.columns().get(i).name());
      value(row, i, json);
    }
    json.writeEndObject();
  }

  private static void value(Row row, int column, JsonGenerator json) {
    int type = row.type(column);
    switch (type) {
      case Row.INTEGER -> json.writeNumber(row.integer(column));
      case Row.REAL -> json.writeNumber(row.real(column));
      case Row.TEXT -> text(bytes(row, column, type), json);
      case Row.BLOB -> encoded("base64", bytes(row, column, type), json);
      default -> json.writeNull();
    }
  }

  private static void text(byte[] bytes, JsonGenerator json) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACED) < 0 || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
      json.writeString(text);
    } else {
      encoded("base64-text", bytes, json);
    }
  }

  private static void encoded(String name, byte[] bytes, JsonGenerator json) {
    json.writeStartObject();
    json.writeBinaryProperty(name, bytes);
    json.writeEndObject();
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
