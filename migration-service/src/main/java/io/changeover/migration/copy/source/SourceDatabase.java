package io.changeover.migration.copy.source;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.sqlite.SqliteFailure;
import io.changeover.kit.sqlite.SqliteStatement;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A SQLite database that is being read. While it is held, nobody else can write to it, so that
 * every connection sees the same.
 */
public final class SourceDatabase implements AutoCloseable {
  /** table_xinfo's mark of a virtual table's hidden column, which SELECT * does not show. */
  private static final int HIDDEN = 1;

  private final Path file;
  private final StepContext context;
  private final SqliteConnection holding;

  private SourceDatabase(Path file, StepContext context, SqliteConnection holding) {
    this.file = file;
    this.context = context;
    this.holding = holding;
  }

  /**
   * Opens a database and keeps writers away from it until it is closed.
   *
   * @throws StepFailure when somebody else writes to it, or it cannot be read
   */
  public static SourceDatabase hold(Path file, StepContext context) throws StepFailure {
    return open(file, context, "BEGIN IMMEDIATE");
  }

  /** Opens a database to look at it as it is at this moment; writers are not kept away. */
  public static SourceDatabase look(Path file, StepContext context) throws StepFailure {
    return open(file, context, "BEGIN");
  }

  private static SourceDatabase open(Path file, StepContext context, String begin)
      throws StepFailure {
    try {
      SqliteConnection connection = SqliteConnection.open(file);
      try {
        connection.execute(begin);
        connection.list("SELECT count(*) FROM sqlite_schema");
        return new SourceDatabase(file, context, connection);
      } catch (SqliteFailure refused) {
        connection.close();
        throw refused;
      }
    } catch (SqliteFailure refused) {
      throw SourceFailures.explained(refused);
    }
  }

  /** A connection of its own for one thread; it ends when the step is stopped. */
  public Reading reading() throws SqliteFailure, StepFailure {
    SqliteConnection connection = SqliteConnection.open(file);
    connection.execute("PRAGMA query_only = 1");
    connection.execute("BEGIN");
    return new Reading(connection, context.onStop(connection::interrupt));
  }

  /**
   * The connection that holds the database, for one thread: whatever it reads is of one moment.
   * Closing it closes the database.
   */
  public Reading held() {
    return new Reading(holding, context.onStop(holding::interrupt));
  }

  /** A connection that reads. */
  public record Reading(SqliteConnection connection, StepContext.Registration stop)
      implements AutoCloseable {
    @Override
    public void close() {
      try (connection;
          stop) {
        // The last one first, and the connection whatever becomes of the other.
      }
    }
  }

  /**
   * All tables, by name, but those of SQLite itself.
   *
   * @param without tables to leave out
   * @throws StepFailure {@code refused} when one to leave out is not there, or a virtual table is
   *     not left out
   */
  public List<SourceTable> tables(Set<String> without) throws StepFailure {
    try {
      List<SourceTable> tables = new ArrayList<>();
      Set<String> unknown = new TreeSet<>(without);
      try (SqliteStatement rows =
          holding.prepare(
              "SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
        while (rows.step()) {
          String name = rows.text(0);
          if (!unknown.remove(name) && isCopied(name, rows.text(1))) {
            tables.add(new SourceTable(name, columns(name), rows.integer(2) == 1));
          }
        }
      }
      requireNone(unknown);
      tables.sort(Comparator.comparing(SourceTable::name));
      return tables;
    } catch (SqliteFailure failure) {
      throw SourceFailures.explained(failure);
    }
  }

  /** Views hold nothing, and shadow tables belong to a virtual one. */
  private static boolean isCopied(String name, String type) throws StepFailure {
    if (type.equals("virtual")) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The table %s is a virtual one, whose rows PostgreSQL has no place for.".formatted(name),
          "Name it in 'without' and build in PostgreSQL what takes its place.");
    }
    return type.equals("table");
  }

  private static void requireNone(Set<String> unknown) throws StepFailure {
    if (!unknown.isEmpty()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The plan leaves out %s, but SQLite has no such table.".formatted(unknown),
          "Correct the names in 'without'.");
    }
  }

  private List<SourceColumn> columns(String table) throws SqliteFailure {
    List<SourceColumn> columns = new ArrayList<>();
    try (SqliteStatement rows =
        holding.prepare(
            "SELECT name, type, \"notnull\", pk, hidden FROM pragma_table_xinfo(%s)"
                .formatted(literal(table)))) {
      while (rows.step()) {
        if (rows.integer(4) != HIDDEN) {
          columns.add(
              new SourceColumn(
                  rows.text(0), rows.text(1), rows.integer(2) == 1, (int) rows.integer(3)));
        }
      }
    }
    return columns;
  }

  /** The references that a table declares. */
  public List<SourceReference> references(SourceTable table) throws StepFailure {
    String list = "FROM pragma_foreign_key_list(%s)".formatted(literal(table.name()));
    List<SourceReference> references = new ArrayList<>();
    try {
      for (String id : holding.list("SELECT DISTINCT id " + list + " ORDER BY id")) {
        String of = " %s WHERE id = %s".formatted(list, id);
        references.add(
            new SourceReference(
                holding.list("SELECT \"table\"" + of).getFirst(),
                holding.list("SELECT \"from\"" + of + " ORDER BY seq"),
                holding.list("SELECT \"to\"" + of + " AND \"to\" IS NOT NULL ORDER BY seq")));
      }
      return references;
    } catch (SqliteFailure failure) {
      throw SourceFailures.explained(failure);
    }
  }

  /** A number that a query answers. */
  public long number(String sql) throws StepFailure {
    try {
      return holding.number(sql);
    } catch (SqliteFailure failure) {
      throw SourceFailures.explained(failure);
    }
  }

  /** A text as it is written in SQL. */
  public static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  @Override
  public void close() {
    holding.close();
  }
}
