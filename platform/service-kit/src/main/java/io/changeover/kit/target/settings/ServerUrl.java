package io.changeover.kit.target.settings;

import java.net.URI;

/** A JDBC URL of a database at a server, taken apart. */
record ServerUrl(Scheme scheme, String host, int port, String database) {
  private static final String PREFIX = "jdbc:";

  /** Which product, told by the URL's beginning. */
  enum Scheme {
    POSTGRESQL(5432),
    MARIADB(3306);

    private final int usualPort;

    Scheme(int usualPort) {
      this.usualPort = usualPort;
    }

    String start() {
      return PREFIX + name().toLowerCase(java.util.Locale.ROOT) + "://";
    }
  }

  /**
   * Reads a URL. Not the binder does, because it would show the text that it cannot convert.
   *
   * @throws IllegalArgumentException when it is not jdbc:postgresql://host[:port]/database, or the
   *     same with mariadb
   */
  static ServerUrl parse(String text) {
    for (Scheme scheme : Scheme.values()) {
      if (text.startsWith(scheme.start())) {
        return parse(scheme, text);
      }
    }
    throw notOfTheForm(text);
  }

  private static ServerUrl parse(Scheme scheme, String text) {
    URI uri = URI.create(text.substring(PREFIX.length()));
    String path = uri.getPath();
    if (uri.getHost() == null
        || path.length() < 2
        || uri.getQuery() != null
        || uri.getUserInfo() != null) {
      throw notOfTheForm(text);
    }
    int port = uri.getPort() < 0 ? scheme.usualPort : uri.getPort();
    return new ServerUrl(scheme, uri.getHost(), port, path.substring(1));
  }

  /** Names no more than the form: the text may hold a password. */
  private static IllegalArgumentException notOfTheForm(String text) {
    return new IllegalArgumentException(
        "a database's URL (here of %d characters) has the form jdbc:postgresql://host:port/database or jdbc:mariadb://host:port/database, without credentials and parameters"
            .formatted(text.length()));
  }
}
