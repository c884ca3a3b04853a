package io.changeover.migration.copy;

import io.changeover.kit.sqlite.SqliteStatement;
import io.changeover.migration.copy.cell.RowBuffer;
import io.changeover.migration.copy.cell.RowWriter;
import io.changeover.migration.copy.cell.RowWriter.Result;
import io.changeover.migration.copy.cell.Rules;
import io.changeover.migration.copy.cell.Tally;
import io.changeover.migration.copy.compare.Checksum;
import io.changeover.migration.copy.compare.SentForm;
import io.changeover.migration.copy.target.Chunk;

/**
 * The content of a table whose values a rule has changed: what was sent, read as the target would.
 */
record MappedContent(TablePair pair, Rules rules) {
  Checksum of(Worker worker, Chunk chunk) throws Exception {
    SentForm form = new SentForm(pair.filled().stream().map(ColumnPair::target).toList());
    RowWriter writer = new RowWriter(pair.name(), pair.filledColumns(), rules, new Tally());
    RowBuffer out = new RowBuffer(form::add);
    try (SqliteStatement rows =
        worker.source().connection().prepare(pair.select(pair.filled(), chunk))) {
      while (rows.step()) {
        if (writer.write(rows, out) == Result.REFUSED) {
          throw new IllegalStateException("refused now, and not before: " + pair.name());
        }
      }
    }
    out.finish();
    return form.checksum();
  }
}
