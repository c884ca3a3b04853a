package io.changeover.migration.copy;

import io.changeover.kit.sqlite.SqliteStatement;
import io.changeover.migration.copy.cell.RowBuffer;
import io.changeover.migration.copy.cell.RowWriter;
import io.changeover.migration.copy.cell.RowWriter.Result;
import io.changeover.migration.copy.cell.Rules;
import io.changeover.migration.copy.cell.Tally;
import io.changeover.migration.copy.compare.Checksum;
import io.changeover.migration.copy.compare.TargetForm;
import io.changeover.migration.copy.target.Chunk;
import java.io.ByteArrayOutputStream;

/**
 * The content of a table whose values a rule has changed: what was sent, read as the target would.
 */
record MappedContent(TablePair pair, Rules rules) {
  Checksum of(Worker worker, Chunk chunk) throws Exception {
    TargetForm form =
        new TargetForm(pair.filled().stream().map(ColumnPair::target).toList(), false);
    RowWriter writer = new RowWriter(pair.name(), pair.filledColumns(), rules, new Tally());
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    try (SqliteStatement rows =
        worker.source().connection().prepare(pair.select(pair.filled(), chunk))) {
      while (rows.step()) {
        row.reset();
        RowBuffer out = new RowBuffer((bytes, length) -> row.write(bytes, 0, length));
        if (writer.write(rows, out) == Result.WRITTEN) {
          out.finish();
          form.row(row.toByteArray(), 0);
        }
      }
    }
    return form.checksum();
  }
}
