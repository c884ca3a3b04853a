package io.changeover.migration.copy.target;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Counts the rows of a copied table, and which of them are younger than the copy. The server keeps
 * with each row the transaction that has written it, and the ledger's row of a finished copy was
 * written by the transaction that finished it: exact, in one pass, and nothing needs to be noted
 * per row.
 */
public final class CountingRows {
  private CountingRows() {}

  /**
   * What is in a table.
   *
   * @param younger rows that were inserted or changed after the copy
   */
  public record Counted(long all, long younger) {}

  /** Counts one table, by its qualified name; none when it is gone. */
  public static Counted of(Connection connection, String qualified, Ledger ledger)
      throws SQLException {
    if (!isThere(connection, qualified)) {
      return new Counted(0, 0);
    }
    return Statements.list(
            connection,
            row -> new Counted(row.getLong(1), row.getLong(2)),
            """
            SELECT count(*), count(*) FILTER (WHERE age(r.xmin) <
              (SELECT age(c.xmin) FROM changeover_copy.copy c WHERE c.key = ?))
            FROM %s r
            """
                .formatted(qualified),
            ledger.key())
        .getFirst();
  }

  private static boolean isThere(Connection connection, String qualified) throws SQLException {
    return Statements.number(
            connection, "SELECT count(*) FROM pg_class WHERE oid = to_regclass(?)", qualified)
        > 0;
  }
}
