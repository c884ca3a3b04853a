package io.changeover.migration.copy.target;

import io.changeover.migration.copy.target.Definition.Stage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The sequences that columns take their numbers from. */
public final class Sequences {
  private static final String USED =
      """
      SELECT DISTINCT s.oid::regclass::text, a.attrelid::regclass::text, quote_ident(a.attname), q.seqincrement > 0, a.attrelid::bigint
      FROM pg_attribute a
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      JOIN pg_depend p ON (p.classid = 'pg_class'::regclass AND p.deptype IN ('a', 'i')
            AND p.refclassid = 'pg_class'::regclass AND p.refobjid = a.attrelid AND p.refobjsubid = a.attnum)
        OR (p.classid = 'pg_attrdef'::regclass AND p.objid = d.oid AND p.refclassid = 'pg_class'::regclass)
      JOIN pg_class s ON s.relkind = 'S'
        AND s.oid = CASE p.classid WHEN 'pg_class'::regclass THEN p.objid ELSE p.refobjid END
      JOIN pg_sequence q ON q.seqrelid = s.oid
      WHERE a.attrelid IN (@TABLES@)
      ORDER BY 1, 2, 3
      """;

  private Sequences() {}

  private record Used(
      String sequence, String table, String column, boolean ascending, long tableOid) {}

  private static List<Used> used(Connection connection, List<TargetTable> tables)
      throws SQLException {
    String oids =
        tables.stream().map(table -> Long.toString(table.oid())).collect(Collectors.joining(", "));
    return oids.isEmpty()
        ? List.of()
        : Statements.list(connection, Sequences::read, USED.replace("@TABLES@", oids));
  }

  private static Used read(ResultSet row) throws SQLException {
    return new Used(
        row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4), row.getLong(5));
  }

  /** Where they stand, to be brought back by an undo. */
  static List<Definition> positions(Connection connection, List<TargetTable> tables)
      throws SQLException {
    List<Definition> positions = new ArrayList<>();
    for (Used each : used(connection, tables)) {
      String restore =
          Statements.list(
                  connection,
                  row -> row.getString(1),
                  "SELECT format('SELECT setval(%%L, %%s, %%L)', '%s', last_value, is_called) FROM %s"
                      .formatted(each.sequence().replace("'", "''"), each.sequence()))
              .getFirst();
      positions.add(new Definition(0, Stage.UNDO, each.tableOid(), each.sequence(), restore));
    }
    return positions;
  }

  /** Sets each behind the last number in use; one that nothing uses stays where it is. */
  public static void set(Connection connection, List<TargetTable> tables) throws SQLException {
    for (Used each : used(connection, tables)) {
      Statements.run(
          connection,
          "SELECT setval('%s', %s(v, last_value)) FROM (SELECT %s(%s) AS v FROM %s) x, %s WHERE v IS NOT NULL"
              .formatted(
                  each.sequence().replace("'", "''"),
                  each.ascending() ? "greatest" : "least",
                  each.ascending() ? "max" : "min",
                  each.column(),
                  each.table(),
                  each.sequence()));
    }
  }
}
