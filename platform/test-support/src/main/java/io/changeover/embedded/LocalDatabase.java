package io.changeover.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * One database of a {@link LocalPostgres}.
 *
 * @param name of the database
 * @param jdbcUrl without credentials
 * @param libpqUrl for psql, pg_dump and the like: with the user, without the password
 * @param username the administrator
 * @param password of the administrator
 * @param passFile a libpq password file (mode 0600) to name in {@code PGPASSFILE}
 */
public record LocalDatabase(
    String name, String jdbcUrl, String libpqUrl, String username, String password, Path passFile) {

  /** A new connection. The caller closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, username, password);
  }

  /** Names the database and hides the password. */
  @Override
  public String toString() {
    return "LocalDatabase[" + libpqUrl + "]";
  }
}
