package io.changeover.kit.target.settings;

import java.net.URI;

/** A JDBC URL taken apart. */
record PostgresUrl(String host, int port, String database) {
  private static final String PREFIX = "jdbc:";
  private static final int USUAL_PORT = 5432;

  /**
   * Reads a URL. Not the binder does, because it would show the text that it cannot convert.
   *
   * @throws IllegalArgumentException when it is not jdbc:postgresql://host[:port]/database
   */
  static PostgresUrl parse(String text) {
    if (!text.startsWith(PREFIX + "postgresql://")) {
      throw notOfTheForm(text);
    }
    URI uri = URI.create(text.substring(PREFIX.length()));
    String path = uri.getPath();
    if (uri.getHost() == null
        || path.length() < 2
        || uri.getQuery() != null
        || uri.getUserInfo() != null) {
      throw notOfTheForm(text);
    }
    int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
    return new PostgresUrl(uri.getHost(), port, path.substring(1));
  }

  /** Names no more than the form: the text may hold a password. */
  private static IllegalArgumentException notOfTheForm(String text) {
    return new IllegalArgumentException(
        "a database's URL (here of %d characters) has the form jdbc:postgresql://host:port/database, without credentials and parameters"
            .formatted(text.length()));
  }
}
