package io.changeover.migration.copy;

import io.changeover.contracts.Digest;
import io.changeover.contracts.json.Json;
import io.changeover.kit.sqlite.Row;
import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.sqlite.SqliteStatement;
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
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;

/**
 * A table as JSON Lines: one object for each row. A blob is {@code {"base64": "..."}}; a number
 * that JSON does not have, such as infinity, is a text.
 */
final class JsonLinesFile implements AutoCloseable {
  private static final int COUNTED_AT_ONCE = 1024;

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
    List<String> names = table.columns().stream().map(SourceColumn::name).toList();
    String columns = names.stream().map(SqliteConnection::quoted).collect(Collectors.joining(", "));
    long count = 0;
    try (SqliteStatement rows =
            connection.prepare("SELECT %s FROM %s".formatted(columns, table.quoted()));
        JsonGenerator json =
            Json.mapper()
                .writer()
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .withRootValueSeparator("\n")
                .createGenerator(out)) {
      while (rows.step()) {
        row(rows, names, json);
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

  private static void row(Row row, List<String> names, JsonGenerator json) {
    json.writeStartObject();
    for (int i = 0; i < names.size(); i++) {
      json.writeName(names.get(i));
      value(row, i, json);
    }
    json.writeEndObject();
  }

  private static void value(Row row, int column, JsonGenerator json) {
    int type = row.type(column);
    switch (type) {
      case Row.INTEGER -> json.writeNumber(row.integer(column));
      case Row.REAL -> json.writeNumber(row.real(column));
      case Row.TEXT ->
          json.writeString(new String(bytes(row, column, type), StandardCharsets.UTF_8));
      case Row.BLOB -> {
        json.writeStartObject();
        json.writeBinaryProperty("base64", bytes(row, column, type));
        json.writeEndObject();
      }
      default -> json.writeNull();
    }
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
