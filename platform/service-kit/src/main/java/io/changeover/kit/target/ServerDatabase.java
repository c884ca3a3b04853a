package io.changeover.kit.target;

/** A database at a server, which is reached by a login. */
public sealed interface ServerDatabase extends RegisteredDatabase
    permits DatabaseTarget, MariaDbTarget {
  /** The name that applications use. */
  String database();

  /** Where it is, without credentials: the same database always has the same. */
  String jdbcUrl();

  String username();

  /** Secret. */
  String password();
}
