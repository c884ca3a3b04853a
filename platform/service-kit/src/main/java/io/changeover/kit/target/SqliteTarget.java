package io.changeover.kit.target;

import io.changeover.contracts.TargetName;
import java.nio.file.Path;

/**
 * A registered SQLite database.
 *
 * @param file absolute; SQLite keeps its journal beside it
 */
public record SqliteTarget(TargetName name, Path file) implements RegisteredDatabase {
  @Override
  public String sort() {
    return "SQLite";
  }

  @Override
  public SqliteTarget withDatabase(String other) {
    return new SqliteTarget(name, file.resolveSibling(other));
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(name, file);
  }
}
