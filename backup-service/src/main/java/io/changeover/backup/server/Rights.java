package io.changeover.backup.server;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.sql.SQLException;

/** What the registered user may do at the server. */
public final class Rights {
  private Rights() {}

  /**
   * The user may create databases.
   *
   * @throws StepFailure {@code refused} when it may not
   */
  public static void requireCreateDatabase(Server server, Session session)
      throws SQLException, StepFailure {
    boolean may =
        session.one(
            "select rolsuper or rolcreatedb from pg_roles where rolname = current_user",
            row -> row.getBoolean(1));
    if (!may) {
      String user = server.target().username();
      throw new StepFailure(
          FailureCode.REFUSED,
          "The user %s may not create databases, so nothing can be restored at %s."
              .formatted(user, server.target()),
          "As a superuser run: ALTER ROLE %s CREATEDB; then retry the step."
              .formatted(Quoted.identifier(user)));
    }
  }

  /**
   * The user may rename a database as its owner; true also when there is no such database.
   *
   * @throws StepFailure {@code refused} when it may not
   */
  public static void requireOwner(Server server, Session session, String database)
      throws SQLException, StepFailure {
    boolean may =
        session
            .first(
                "select pg_has_role(current_user, datdba, 'USAGE') from pg_database where datname = ?",
                row -> row.getBoolean(1),
                database)
            .orElse(true);
    if (!may) {
      String user = server.target().username();
      throw new StepFailure(
          FailureCode.REFUSED,
          "The user %s does not own the database %s and may not rename it."
              .formatted(user, database),
          "As a superuser run: ALTER DATABASE %s OWNER TO %s; then retry the step."
              .formatted(Quoted.identifier(database), Quoted.identifier(user)));
    }
  }
}
