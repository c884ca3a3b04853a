package io.changeover.migration.copy;

import io.changeover.kit.step.StepFailure;
import io.changeover.migration.copy.source.SourceDatabase;
import io.changeover.migration.copy.source.SourceTable;
import io.changeover.migration.copy.target.Chunk;
import java.util.ArrayList;
import java.util.List;

/** Cuts tables into chunks by the numbers of their rows. */
record PlannedChunks(List<Chunk> chunks, long rows) {
  /** So many rows are one chunk, if every number is in use. */
  private static final long ROWS = 250_000;

  /** No table is cut into more. */
  private static final long MOST = 256;

  static PlannedChunks of(SourceDatabase source, List<TablePair> pairs) throws StepFailure {
    List<Chunk> chunks = new ArrayList<>();
    long rows = 0;
    for (TablePair pair : pairs) {
      rows += table(source, pair.source(), chunks);
    }
    return new PlannedChunks(List.copyOf(chunks), rows);
  }

  /** About how many rows the table has. */
  private static long table(SourceDatabase source, SourceTable table, List<Chunk> chunks)
      throws StepFailure {
    if (table.rowNumber().isEmpty()) {
      chunks.add(new Chunk(table.name(), 0, 0, 0, true));
      return source.number("SELECT count(*) FROM " + table.quoted());
    }
    String number = table.rowNumber().get();
    long low = source.number("SELECT min(%s) FROM %s".formatted(number, table.quoted()));
    long high = source.number("SELECT max(%s) FROM %s".formatted(number, table.quoted()));
    double span = (double) high - low + 1;
    long count = (long) Math.clamp(Math.ceil(span / ROWS), 1.0, MOST);
    long from = low;
    for (int i = 0; i < count; i++) {
      long to = i == count - 1 ? high : (long) (low + span / count * (i + 1));
      chunks.add(new Chunk(table.name(), i, from, to, count == 1));
      from = to + 1;
    }
    return span > ROWS * MOST
        ? source.number("SELECT count(*) FROM " + table.quoted())
        : (long) span;
  }
}
