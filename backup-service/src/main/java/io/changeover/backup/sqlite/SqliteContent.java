package io.changeover.backup.sqlite;

import io.changeover.contracts.Digest;
import io.changeover.contracts.json.Json;
import io.changeover.kit.sqlite.Row;
import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.sqlite.SqliteFailure;
import io.changeover.kit.sqlite.SqliteStatement;
import io.changeover.kit.step.StepContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is in a SQLite database.
 *
 * @param schema over the statements that made it
 * @param tables by name
 */
record SqliteContent(Digest schema, List<Table> tables) {
  SqliteContent {
    tables = List.copyOf(tables);
  }

  /**
   * What is in a table.
   *
   * @param checksum over all rows, whatever their order
   */
  record Table(String name, long rows, String checksum) {}

  /** Large values are read in pieces of this size. */
  private static final int PIECE = 64 * 1024;

  /** So often a stop is looked for. */
  private static final int ROWS_AT_ONCE = 10_000;

  /** Reads all of it as it is at one moment. */
  static SqliteContent read(SqliteConnection connection, StepContext context)
      throws SqliteFailure, InterruptedException {
    connection.execute("BEGIN");
    try {
      return within(connection, context);
    } finally {
      connection.execute("COMMIT");
    }
  }

  /** Reads all of it, as the connection's transaction sees it. */
  static SqliteContent within(SqliteConnection connection, StepContext context)
      throws SqliteFailure, InterruptedException {
    try (StepContext.Registration _ = context.onStop(connection::interrupt)) {
      String schema =
          String.join(
              "\n",
              connection.list(
                  "SELECT coalesce(sql, type || ' ' || name) FROM sqlite_schema ORDER BY type, name"));
      List<Table> tables = new ArrayList<>();
      for (String name :
          connection.list(
              "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_schema' ESCAPE '\\' ORDER BY name")) {
        tables.add(table(connection, name, context));
      }
      return new SqliteContent(Json.sha256(schema.getBytes(StandardCharsets.UTF_8)), tables);
    }
  }

  private static Table table(SqliteConnection connection, String name, StepContext context)
      throws SqliteFailure, InterruptedException {
    long rows = 0;
    long sum = 0;
    MessageDigest sha256 = sha256();
    byte[] piece = new byte[PIECE];
    try (SqliteStatement statement =
        connection.prepare("SELECT * FROM " + SqliteConnection.quoted(name))) {
      int columns = statement.columns();
      while (statement.step()) {
        for (int i = 0; i < columns; i++) {
          add(statement, i, sha256, piece);
        }
        sum += ByteBuffer.wrap(sha256.digest()).getLong();
        if (++rows % ROWS_AT_ONCE == 0) {
          context.throwIfStopped();
        }
      }
    }
    return new Table(name, rows, "%016x".formatted(sum));
  }

  private static void add(Row row, int column, MessageDigest sha256, byte[] piece) {
    int type = row.type(column);
    sha256.update((byte) type);
    switch (type) {
      case Row.INTEGER -> number(row.integer(column), sha256);
      case Row.REAL -> number(Double.doubleToLongBits(row.real(column)), sha256);
      case Row.TEXT, Row.BLOB -> bytes(row, column, type, sha256, piece);
      default -> {}
    }
  }

  private static void bytes(Row row, int column, int type, MessageDigest sha256, byte[] piece) {
    long from = row.bytes(column, type);
    int length = row.length(column);
    number(length, sha256);
    for (int done = 0; done < length; done += PIECE) {
      int taken = Math.min(PIECE, length - done);
      SqliteStatement.copy(from + done, piece, 0, taken);
      sha256.update(piece, 0, taken);
    }
  }

  private static void number(long value, MessageDigest sha256) {
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }

  long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }

  /** One digest over the content of all tables. */
  Digest data() {
    String text = tables.stream().map(Table::toString).collect(Collectors.joining("\n"));
    return Json.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
