package io.changeover.migration.copy;

import io.changeover.kit.sqlite.SqliteStatement;
import io.changeover.migration.copy.cell.RowBuffer;
import io.changeover.migration.copy.cell.RowWriter;
import io.changeover.migration.copy.cell.RowWriter.Result;
import io.changeover.migration.copy.cell.Rules;
import io.changeover.migration.copy.cell.Tally;
import io.changeover.migration.copy.target.Chunk;
import io.changeover.migration.copy.target.Copied;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Copies a chunk, or counts what is refused in it when there is anything to refuse. */
final class LoadingChunk {
  /** So often the progress is counted up. */
  private static final int COUNTED_AT_ONCE = 1024;

  private final TablePair pair;
  private final Chunk chunk;
  private final Rate rate;
  private final Tally tally = new Tally();
  private final RowWriter writer;
  private long leftOut;

  LoadingChunk(TablePair pair, Chunk chunk, Rules rules, Rate rate) {
    this.pair = pair;
    this.chunk = chunk;
    this.rate = rate;
    this.writer = new RowWriter(pair.name(), pair.filledColumns(), rules, tally);
  }

  /** What was found in the values. */
  Tally tally() {
    return tally;
  }

  /**
   * Sends the rows, within the caller's transaction. When a value is refused, nothing of the chunk
   * is in the target, and the rest of it was counted.
   *
   * @return what is in the target; of no meaning when a value was refused
   */
  Copied load(Worker worker) throws Exception {
    CopyIn copy = worker.target().unwrap(PGConnection.class).getCopyAPI().copyIn(pair.copyIn());
    try (SqliteStatement rows =
        worker.source().connection().prepare(pair.select(pair.filled(), chunk))) {
      RowBuffer out = new RowBuffer((bytes, length) -> copy.writeToCopy(bytes, 0, length));
      out.begin();
      if (!send(rows, out)) {
        copy.cancelCopy();
        count(rows);
        return new Copied(0, 0, tally.mapped(), 0);
      }
      out.finish();
      return new Copied(copy.endCopy(), leftOut, tally.mapped(), writer.longest());
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /** Only counts; nothing is sent. */
  void count(Worker worker) throws Exception {
    try (SqliteStatement rows =
        worker.source().connection().prepare(pair.select(pair.filled(), chunk))) {
      count(rows);
    }
  }

  private void count(SqliteStatement rows) throws Exception {
    RowBuffer nowhere = new RowBuffer((_, _) -> {});
    while (rows.step()) {
      writer.write(rows, nowhere);
    }
  }

  /** False when a row was refused. */
  private boolean send(SqliteStatement rows, RowBuffer out) throws Exception {
    int counted = 0;
    while (rows.step()) {
      Result result = write(rows, out);
      if (result == Result.REFUSED) {
        return false;
      }
      if (result == Result.LEFT_OUT) {
        leftOut++;
      }
      if (++counted == COUNTED_AT_ONCE) {
        rate.add(counted);
        counted = 0;
      }
    }
    rate.add(counted);
    return true;
  }

  private Result write(SqliteStatement row, RowBuffer out) throws SQLException {
    return writer.write(row, out);
  }
}
