package io.changeover.migration.copy.target;

import io.changeover.migration.copy.target.Definition.Stage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keys, indexes, references and triggers, which cost less when they are made over a full table.
 * They are noted in the ledger in the transaction that takes them off.
 */
public record Definitions(Ledger ledger) {
  /** Something else needs it, such as a view that groups by a primary key: it stays. */
  private static final String STILL_NEEDED = "2BP01";

  /**
   * A partitioned table takes no reference that is NOT VALID: its rows are looked through at once.
   */
  private static final String REFERENCES =
      """
      SELECT c.conrelid::bigint, quote_ident(c.conname),
        format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
          || CASE WHEN c.convalidated AND t.relkind <> 'p' THEN ' NOT VALID' ELSE '' END
          || CASE WHEN obj_description(c.oid, 'pg_constraint') IS NULL THEN '' ELSE
            format('; COMMENT ON CONSTRAINT %I ON %s IS %L', c.conname, c.conrelid::regclass, obj_description(c.oid, 'pg_constraint')) END,
        format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname),
        CASE WHEN c.convalidated AND t.relkind <> 'p' THEN format('ALTER TABLE %s VALIDATE CONSTRAINT %I', c.conrelid::regclass, c.conname) END
      FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
      WHERE c.contype = 'f' AND c.conparentid = 0 AND (c.conrelid IN (@TABLES@) OR c.confrelid IN (@TABLES@))
      ORDER BY 1, 2
      """;

  /** What a definition alone would not bring back stays where it is. */
  private static final String PLAIN =
      """
       AND NOT i.indisclustered AND NOT i.indisreplident AND i.indisvalid
       AND obj_description(i.indexrelid, 'pg_class') IS NULL
       AND (SELECT x.reltablespace = 0 AND x.relkind = 'i' AND NOT x.relispartition FROM pg_class x WHERE x.oid = i.indexrelid)
       AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0)
      """;

  private static final String KEYS =
      """
      SELECT c.conrelid::bigint, quote_ident(c.conname),
        format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)),
        format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname), NULL
      FROM pg_constraint c JOIN pg_index i ON i.indexrelid = c.conindid
      WHERE c.contype IN ('p', 'u', 'x') AND c.conrelid IN (@TABLES@)
        AND obj_description(c.oid, 'pg_constraint') IS NULL
      """
          + PLAIN
          + "ORDER BY 1, 2";

  private static final String INDEXES =
      """
      SELECT i.indrelid::bigint, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid),
        format('DROP INDEX %s', i.indexrelid::regclass), NULL
      FROM pg_index i
      WHERE i.indrelid IN (@TABLES@) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x'))
      """
          + PLAIN
          + "ORDER BY 1, 2";

  private static final String TRIGGERS =
      """
      SELECT t.tgrelid::bigint, quote_ident(t.tgname),
        format('ALTER TABLE %s ENABLE %s TRIGGER %I', t.tgrelid::regclass,
          CASE t.tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, t.tgname),
        format('ALTER TABLE %s DISABLE TRIGGER %I', t.tgrelid::regclass, t.tgname), NULL
      FROM pg_trigger t
      WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND t.tgrelid IN (@TABLES@)
      ORDER BY 1, 2
      """;

  /** What is there, and how it is taken off, put back and, where it has to be, looked through. */
  private record Found(
      long owner, String name, String restore, String takeOff, @Nullable String validate) {}

  /** Takes everything off tables; within the caller's transaction. */
  public void takeOff(Connection connection, List<TargetTable> tables) throws SQLException {
    if (tables.isEmpty()) {
      return;
    }
    String oids = oids(tables);
    for (Definition sequence : Sequences.positions(connection, tables)) {
      note(connection, sequence);
    }
    takeOff(connection, Stage.TRIGGER, in(TRIGGERS, oids));
    takeOff(connection, Stage.REFERENCE, in(REFERENCES, oids));
    takeOff(connection, Stage.TABLE, in(KEYS, oids));
    takeOff(connection, Stage.TABLE, in(INDEXES, oids));
  }

  /** Takes off what would keep tables from being emptied; within the caller's transaction. */
  public void takeOffReferences(Connection connection, List<TargetTable> tables)
      throws SQLException {
    if (!tables.isEmpty()) {
      takeOff(connection, Stage.REFERENCE, in(REFERENCES, oids(tables)));
    }
  }

  private static String in(String sql, String oids) {
    return sql.replace("@TABLES@", oids);
  }

  private static String oids(List<TargetTable> tables) {
    return tables.stream()
        .map(table -> Long.toString(table.oid()))
        .collect(Collectors.joining(", "));
  }

  private void takeOff(Connection connection, Stage stage, String sql) throws SQLException {
    List<Found> all =
        Statements.list(
            connection,
            row ->
                new Found(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5)),
            sql);
    for (Found found : all) {
      Savepoint before = connection.setSavepoint();
      try {
        Statements.run(connection, found.takeOff());
        note(connection, new Definition(0, stage, found.owner(), found.name(), found.restore()));
        if (found.validate() != null) {
          note(
              connection,
              new Definition(0, Stage.VALIDATION, found.owner(), found.name(), found.validate()));
        }
      } catch (SQLException refused) {
        if (!STILL_NEEDED.equals(refused.getSQLState())) {
          throw refused;
        }
        connection.rollback(before);
      }
      connection.releaseSavepoint(before);
    }
  }

  private void note(Connection connection, Definition definition) throws SQLException {
    Statements.update(
        connection,
        """
        INSERT INTO changeover_copy.definition (key, number, stage, owner, name, restore)
        SELECT ?, count(*), ?, ?, ?, ? FROM changeover_copy.definition WHERE key = ?
        """,
        ledger.key(),
        definition.stage().name(),
        definition.ownerOid(),
        definition.name(),
        definition.restore(),
        ledger.key());
  }

  /** What is still to be put back in a stage. */
  public List<Definition> open(Connection connection, Stage stage) throws SQLException {
    return Statements.list(
        connection,
        row ->
            new Definition(
                row.getInt(1), stage, row.getLong(2), row.getString(3), row.getString(4)),
        "SELECT number, owner, name, restore FROM changeover_copy.definition WHERE key = ? AND stage = ? AND NOT done ORDER BY number",
        ledger.key(),
        stage.name());
  }

  /** Puts something back; within the caller's transaction. */
  public void restore(Connection connection, Definition definition) throws SQLException {
    Statements.run(connection, definition.restore());
    Statements.update(
        connection,
        "UPDATE changeover_copy.definition SET done = true WHERE key = ? AND number = ?",
        ledger.key(),
        definition.number());
  }

  /** Puts everything back, for tables that are empty; within the caller's transaction. */
  public void restoreAll(Connection connection) throws SQLException {
    List<Definition> all = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      all.addAll(open(connection, stage));
    }
    for (Definition each : all) {
      restore(connection, each);
    }
  }
}
