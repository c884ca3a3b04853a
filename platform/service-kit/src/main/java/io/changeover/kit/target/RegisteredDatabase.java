package io.changeover.kit.target;

import io.changeover.contracts.TargetName;

/** A database of the settings. Its URL says of which sort it is. */
public sealed interface RegisteredDatabase permits ServerDatabase, SqliteTarget {
  TargetName name();

  /** What sort of database it is, for people. */
  String sort();

  /** Another database at the same place, reached with the same rights. */
  RegisteredDatabase withDatabase(String other);
}
