package io.changeover.kit.mariadb;

import io.changeover.contracts.Digest;
import io.changeover.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * What a MariaDB database's schema is, as text and as a digest. Two databases that were built in
 * different ways but behave alike have the same: the database's own name, owners (definers),
 * rights, comments, AUTO_INCREMENT values and the order of a table's columns do not count. What
 * counts: tables with engine and collation, columns (type, nullability, default, extras, generated,
 * collation), indexes, keys, checks, views, triggers, routines and events.
 */
public final class MariaDbSchema {
  private static final String DESCRIPTION = resource("schema-description.sql");

  private MariaDbSchema() {}

  /** SHA-256 of the description of the connection's database. Reads only. */
  public static Digest of(Connection connection) throws SQLException {
    String text = String.join("\n", describe(connection, List.of()));
    return Json.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * One entry for each object of the connection's database, sorted; the difference of two lists is
   * what has changed.
   *
   * @param without tables to leave out, with all that belongs to them
   */
  public static List<String> describe(Connection connection, Collection<String> without)
      throws SQLException {
    String self = "`" + connection.getCatalog() + "`.";
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(DESCRIPTION)) {
      while (rows.next()) {
        if (!without.contains(rows.getString(1))) {
          // Views name the tables of their own database in full.
          lines.add(rows.getString(2).replace(self, ""));
        }
      }
    }
    Collections.sort(lines);
    return lines;
  }

  private static String resource(String name) {
    try (InputStream stream = MariaDbSchema.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing beside " + MariaDbSchema.class);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
