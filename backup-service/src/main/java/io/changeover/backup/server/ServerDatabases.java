package io.changeover.backup.server;

import static io.changeover.backup.server.Quoted.identifier;
import static io.changeover.backup.server.Quoted.literal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates, finds and drops databases of a server. */
public final class ServerDatabases {
  private static final String FIND =
      "select datname, coalesce(shobj_description(oid, 'pg_database'), ''), datallowconn from pg_database";

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private static final String OWN_SESSIONS =
      """
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = ? and usename = current_user and pid <> pg_backend_pid()
      """;

  private final Session session;

  /**
   * @param session in a database that is none of those to be changed
   */
  public ServerDatabases(Session session) {
    this.session = session;
  }

  /**
   * A database of the server.
   *
   * @param comment empty when it has none
   */
  public record Found(String name, String comment, boolean open) {}

  public Optional<Found> find(String name) throws SQLException {
    return session.first(FIND + " where datname = ?", ServerDatabases::read, name);
  }

  /** Those whose name begins with a prefix, by name. */
  public List<Found> named(String prefix) throws SQLException {
    return session.all(
        FIND + " where starts_with(datname, ?) order by datname", ServerDatabases::read, prefix);
  }

  /** Those whose comment begins with a mark. */
  public Optional<Found> marked(String mark) throws SQLException {
    return session.first(
        FIND + " where starts_with(shobj_description(oid, 'pg_database'), ?)",
        ServerDatabases::read,
        mark);
  }

  private static Found read(java.sql.ResultSet row) throws SQLException {
    return new Found(row.getString(1), row.getString(2), row.getBoolean(3));
  }

  /** Creates an empty database that is like another one. */
  public void create(String name, DatabaseProperties like) throws SQLException {
    session.execute(CreateDatabase.statement(name, like));
  }

  /**
   * Drops a database with all sessions in it; a missing one is no error. Who is no superuser may
   * not force out a worker of autovacuum, which comes soon after many rows were written; without
   * force the server sends it away itself.
   */
  public void drop(String name) throws SQLException {
    String drop = "DROP DATABASE IF EXISTS " + identifier(name);
    try {
      session.execute(drop + " WITH (FORCE)");
    } catch (SQLException refused) {
      if (!INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState())) {
        throw refused;
      }
      session.all(OWN_SESSIONS, row -> row.getBoolean(1), name);
      session.execute(drop);
    }
  }

  public void comment(String name, String comment) throws SQLException {
    session.execute(commenting(name, comment));
  }

  /** The statement that sets a database's comment. */
  public static String commenting(String name, String comment) {
    return "COMMENT ON DATABASE %s IS %s".formatted(identifier(name), literal(comment));
  }

  /**
   * Gives a database the properties of another one, as far as the user may.
   *
   * @return what could not be carried over, for a person
   */
  public List<String> adopt(String name, DatabaseProperties wanted) {
    List<String> missed = new ArrayList<>();
    for (PropertyStatements.Statement statement : PropertyStatements.of(name, wanted)) {
      try {
        session.execute(statement.sql());
      } catch (SQLException refused) {
        missed.add("%s (SQLSTATE %s)".formatted(statement.what(), refused.getSQLState()));
      }
    }
    return missed;
  }
}
