package io.changeover.kit.target;

import io.changeover.contracts.TargetName;
import java.util.List;
import java.util.Map;

/**
 * A registered MariaDB database.
 *
 * @param host where the server listens
 * @param database the name that applications use
 * @param username whose rights this service has
 * @param password secret: goes only into connections, and into what tools read
 */
public record MariaDbTarget(
    TargetName name, String host, int port, String database, String username, String password)
    implements ServerDatabase {

  @Override
  public String jdbcUrl() {
    return "jdbc:mariadb://%s:%d/%s".formatted(host, port, database);
  }

  @Override
  public String sort() {
    return "MariaDB";
  }

  /** The same server and database by another account. */
  public MariaDbTarget as(String account, String secret) {
    return new MariaDbTarget(name, host, port, database, account, secret);
  }

  /** Another database of the same server. */
  public MariaDbTarget in(String otherDatabase) {
    return new MariaDbTarget(name, host, port, otherDatabase, username, password);
  }

  @Override
  public MariaDbTarget withDatabase(String other) {
    return in(other);
  }

  /** How MariaDB's own tools find the server; the password is not among it. */
  public List<String> toolArguments() {
    return List.of(
        "--no-defaults",
        "--protocol=TCP",
        "--host=" + host,
        "--port=" + port,
        "--user=" + username);
  }

  /** How MariaDB's own tools get the password: a secret. */
  public Map<String, String> toolEnvironment() {
    return Map.of("MYSQL_PWD", password);
  }

  /** What frameworks that read {@code DB_HOST} and its like need; DB_PASSWORD is the secret. */
  public Map<String, String> environment() {
    return Map.of(
        "DB_CONNECTION", "mysql",
        "DB_HOST", host,
        "DB_PORT", Integer.toString(port),
        "DB_DATABASE", database,
        "DB_USERNAME", username,
        "DB_PASSWORD", password);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "%s (%s@%s:%d/%s)".formatted(name, username, host, port, database);
  }
}
