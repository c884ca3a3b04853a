package io.changeover.contracts.step;

import org.jspecify.annotations.Nullable;

/**
 * Finds out from the database's catalogue what a statement outside of a transaction has left.
 * Exactly one of the components is given.
 *
 * @param index the index that the statement creates, with or without its schema: it is there and
 *     valid, there and invalid (what a broken CREATE INDEX CONCURRENTLY leaves; it is dropped
 *     before the statement is run again), or not there
 * @param sql answers one row with one column: true or {@code done}, false or {@code not-done}, or
 *     {@code partial}; read-only
 */
public record CatalogueProbe(@Nullable String index, @Nullable String sql) {
  public CatalogueProbe {
    if ((index == null) == (sql == null)) {
      throw new IllegalArgumentException("probe holds one of index, sql");
    }
  }
}
