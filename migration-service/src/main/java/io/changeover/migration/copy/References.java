package io.changeover.migration.copy;

import io.changeover.contracts.step.CopyAs;
import io.changeover.contracts.step.CopyFinding;
import io.changeover.migration.copy.cell.Rules;
import io.changeover.migration.copy.target.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The references between the tables of a copy. */
final class References {
  private static final String ALL =
      """
      SELECT c.conrelid, c.confrelid,
        (SELECT string_agg(a.attname, E'\\n' ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k (attnum, n)
          JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum),
        (SELECT string_agg(a.attname, E'\\n' ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k (attnum, n)
          JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum)
      FROM pg_constraint c WHERE c.contype = 'f' AND c.conparentid = 0
      """;

  private References() {}

  private record Found(long child, long parent, String columns, String keys) {}

  /** The pairs with their references, each with what the rules say of broken ones. */
  static List<TablePair> with(Connection connection, List<TablePair> pairs, Rules rules)
      throws SQLException {
    List<Found> all =
        Statements.list(
            connection,
            row -> new Found(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4)),
            ALL);
    return pairs.stream()
        .map(pair ->
            new TablePair(
                pair.source(), pair.target(), pair.columns(), of(pair, pairs, all, rules)))
        .toList();
  }

  private static List<MappedReference> of(
      TablePair pair, List<TablePair> pairs, List<Found> all, Rules rules) {
    List<MappedReference> references = new ArrayList<>();
    for (Found found : all) {
      Optional<TablePair> parent =
          pairs.stream().filter(one -> one.target().oid() == found.parent()).findFirst();
      if (found.child() == pair.target().oid() && parent.isPresent()) {
        List<String> columns = sources(pair, found.columns());
        List<String> keys = sources(parent.get(), found.keys());
        if (columns.size() == keys.size()) {
          references.add(ruled(pair.name(), columns, parent.get().name(), keys, rules));
        }
      }
    }
    return references;
  }

  /** A reference with what the rules say of broken ones. */
  static MappedReference ruled(
      String table, List<String> columns, String parent, List<String> keys, Rules rules) {
    for (String column : columns) {
      Optional<CopyAs> as = rules.remedy(table, column, CopyFinding.BROKEN_REFERENCE);
      if (as.isPresent()) {
        return new MappedReference(table, columns, parent, keys, column, as.get());
      }
    }
    return new MappedReference(table, columns, parent, keys, null, null);
  }

  private static List<String> sources(TablePair pair, String targets) {
    return Arrays.stream(targets.split("\n", -1))
        .flatMap(target ->
            pair.columns().stream()
                .filter(column -> column.target().name().equals(target))
                .map(column -> column.source().name()))
        .toList();
  }
}
