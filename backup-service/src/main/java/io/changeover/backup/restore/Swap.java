package io.changeover.backup.restore;

import static io.changeover.backup.server.Quoted.identifier;

import io.changeover.backup.server.Eviction;
import io.changeover.backup.server.ServerDatabases;
import io.changeover.backup.server.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a restored copy the name that applications use. See {@link Standing} for the stages.
 *
 * @param session in the maintenance database
 * @param name that applications use
 * @param copyName the copy's working name
 */
record Swap(Session session, String name, String copyName, Marks marks) {
  /** A replaced database is there to be looked at, by a few. */
  static final int KEPT_CONNECTIONS = 3;

  /** A session that slipped in is gone the next time; the server itself waits five seconds. */
  private static final int ATTEMPTS = 2;

  private static final String IN_USE = "55006";

  Standing standing() throws SQLException {
    return Standing.read(databases(), name, copyName, marks);
  }

  private ServerDatabases databases() {
    return new ServerDatabases(session);
  }

  /**
   * Does what is left to do once the copy was compared, however far an earlier attempt came.
   *
   * @return how it stands afterwards
   * @throws SQLException when it failed; {@link #recover} has to follow
   */
  Standing finish(Instant now) throws SQLException {
    Standing before = standing();
    switch (before.stage()) {
      case RESTORED -> replace(before, now);
      case VACANT -> session.execute(renaming(copyName, name));
      case SWAPPED, NOTHING, NAMELESS -> {}
    }
    keepReadOnly();
    return standing();
  }

  /**
   * After a failure in {@link #finish}: if the swap has happened nevertheless, it is finished;
   * otherwise the old database has its name and takes connections again.
   *
   * @return how it stands afterwards
   */
  Standing recover() throws SQLException {
    if (standing().stage() == Standing.Stage.SWAPPED) {
      keepReadOnly();
    } else {
      reopen();
    }
    return standing();
  }

  private void replace(Standing before, Instant now) throws SQLException {
    session.execute("ALTER DATABASE %s WITH ALLOW_CONNECTIONS false".formatted(identifier(name)));
    String comment = before.live().map(ServerDatabases.Found::comment).orElse("");
    String kept = Marks.keptName(name, now);
    List<String> exchange =
        List.of(
            ServerDatabases.commenting(name, marks.replacedComment(comment, now)),
            renaming(name, kept),
            renaming(copyName, name));
    for (int attempt = 1; ; attempt++) {
      new Eviction(session).fromDatabase(name);
      new Eviction(session).fromDatabase(copyName);
      try {
        session.together(exchange);
        return;
      } catch (SQLException failed) {
        if (attempt == ATTEMPTS || !IN_USE.equals(failed.getSQLState())) {
          throw failed;
        }
      }
    }
  }

  /** Gives a replaced database its name back. */
  void giveBack(String kept) throws SQLException {
    session.execute(renaming(kept, name));
    reopen();
  }

  /** The database of the name takes connections again. */
  private void reopen() throws SQLException {
    if (databases().find(name).filter(found -> !found.open()).isPresent()) {
      session.execute("ALTER DATABASE %s WITH ALLOW_CONNECTIONS true".formatted(identifier(name)));
    }
  }

  private void keepReadOnly() throws SQLException {
    Standing now = standing();
    if (now.stage() != Standing.Stage.SWAPPED || now.kept().isEmpty()) {
      return;
    }
    String kept = identifier(now.kept().get().name());
    List<String> statements = new ArrayList<>();
    statements.add("ALTER DATABASE %s SET default_transaction_read_only = on".formatted(kept));
    statements.add(
        "ALTER DATABASE %s WITH ALLOW_CONNECTIONS true CONNECTION LIMIT %d"
            .formatted(kept, KEPT_CONNECTIONS));
    session.together(statements);
  }

  private static String renaming(String from, String to) {
    return "ALTER DATABASE %s RENAME TO %s".formatted(identifier(from), identifier(to));
  }
}
