package io.changeover.kit.postgres;

import io.changeover.contracts.Digest;
import io.changeover.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a PostgreSQL database's schema is, as text and as a digest. Two databases that were built in
 * different ways but behave alike have the same: object ids, owners, rights, comments, sequence
 * values and the order of a table's columns do not count. What counts: schemas, extensions, tables
 * and their columns (type, nullability, default, identity, generated, collation), partitions,
 * constraints, indexes, sequences, views, functions, triggers, policies, enums and domains.
 */
public final class SchemaFingerprint {
  private static final String DESCRIPTION = resource("schema-description.sql");

  private SchemaFingerprint() {}

  /** SHA-256 of the description. Reads only; works within any transaction. */
  public static Digest of(Connection connection) throws SQLException {
    String text = String.join("\n", describe(connection));
    return Json.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** One entry for each object, sorted; the difference of two lists is what has changed. */
  public static List<String> describe(Connection connection) throws SQLException {
    String searchPath = searchPath(connection);
    try {
      setSearchPath(connection, "pg_catalog");
      return read(connection);
    } finally {
      setSearchPath(connection, searchPath);
    }
  }

  private static List<String> read(Connection connection) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(DESCRIPTION)) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    // Sorted here, because the order of texts in a database depends on its collation.
    Collections.sort(lines);
    return lines;
  }

  private static String searchPath(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_setting('search_path')")) {
      row.next();
      return row.getString(1);
    }
  }

  /** Names in definitions are written in full only where the search path does not lead to them. */
  private static void setSearchPath(Connection connection, String path) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT set_config('search_path', ?, false)")) {
      statement.setString(1, path);
      statement.execute();
    }
  }

  private static String resource(String name) {
    try (InputStream stream = SchemaFingerprint.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing beside " + SchemaFingerprint.class);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
