package io.changeover.migration.copy;

import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.migration.copy.cell.RowWriter.Filled;
import io.changeover.migration.copy.source.SourceTable;
import io.changeover.migration.copy.target.Chunk;
import io.changeover.migration.copy.target.TargetTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table on both sides.
 *
 * @param columns those that both have
 * @param references the target's, as far as a rule speaks of broken ones
 */
record TablePair(
    SourceTable source,
    TargetTable target,
    List<ColumnPair> columns,
    List<MappedReference> references) {
  String name() {
    return source.name();
  }

  /** What is sent: the server computes the rest itself. */
  List<ColumnPair> filled() {
    return columns.stream().filter(column -> !column.target().generated()).toList();
  }

  List<Filled> filledColumns() {
    return filled().stream().map(ColumnPair::filled).toList();
  }

  List<Filled> allColumns() {
    return columns.stream().map(ColumnPair::filled).toList();
  }

  /** Reads these columns of a part of the rows. */
  String select(List<ColumnPair> read, Chunk chunk) {
    String values = read.stream().map(this::expression).collect(Collectors.joining(", "));
    return "SELECT %s FROM %s WHERE %s%s"
        .formatted(values.isEmpty() ? "NULL" : values, source.quoted(), range(chunk), leftOut());
  }

  private String expression(ColumnPair column) {
    String quoted = SqliteConnection.quoted(column.source().name());
    Optional<MappedReference> broken =
        references.stream().filter(reference -> reference.clears(column)).findFirst();
    return broken.isEmpty()
        ? quoted
        : "CASE WHEN %s THEN NULL ELSE %s END".formatted(broken.get().broken(), quoted);
  }

  private String range(Chunk chunk) {
    return chunk.whole()
        ? "1"
        : "%s BETWEEN %d AND %d"
            .formatted(source.rowNumber().orElseThrow(), chunk.low(), chunk.high());
  }

  private String leftOut() {
    return references.stream()
        .filter(MappedReference::leavesOut)
        .map(reference -> " AND NOT (" + reference.broken() + ")")
        .collect(Collectors.joining());
  }

  /** How many rows a rule about references leaves out. */
  String countLeftOut() {
    return "SELECT count(*) FROM %s WHERE NOT (1%s)".formatted(source.quoted(), leftOut());
  }

  /** Fills the target's columns in binary form. */
  String copyIn() {
    return "COPY %s (%s) FROM STDIN (FORMAT binary)"
        .formatted(
            target.qualified(),
            filled().stream()
                .map(column -> TargetTable.quoted(column.target().name()))
                .collect(Collectors.joining(", ")));
  }
}
