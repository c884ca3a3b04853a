package io.changeover.kit.target;

import io.changeover.contracts.TargetName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A registered PostgreSQL database.
 *
 * @param host where the server listens
 * @param database the name that applications use
 * @param username whose rights this service has; the owner of the schema for migrations
 * @param password secret: goes only into connections and the environment of tools
 */
public record DatabaseTarget(
    TargetName name, String host, int port, String database, String username, String password)
    implements ServerDatabase {

  @Override
  public String sort() {
    return "PostgreSQL";
  }

  @Override
  public DatabaseTarget withDatabase(String other) {
    return new DatabaseTarget(name, host, port, other, username, password);
  }

  /** The JDBC URL, without credentials. */
  @Override
  public String jdbcUrl() {
    return jdbcUrl(database);
  }

  /** The JDBC URL of another database of the same server, without credentials. */
  public String jdbcUrl(String otherDatabase) {
    String encoded = URLEncoder.encode(otherDatabase, StandardCharsets.UTF_8).replace("+", "%20");
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, encoded);
  }

  /**
   * What libpq's tools need to reach it: PGHOST, PGPORT, PGUSER, PGDATABASE and the secret
   * PGPASSWORD.
   */
  public Map<String, String> libpqEnvironment() {
    return Map.of(
        "PGHOST", host,
        "PGPORT", Integer.toString(port),
        "PGDATABASE", database,
        "PGUSER", username,
        "PGPASSWORD", password);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "%s (%s@%s:%d/%s)".formatted(name, username, host, port, database);
  }
}
