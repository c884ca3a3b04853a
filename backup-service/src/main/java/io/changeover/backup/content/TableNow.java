package io.changeover.backup.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as it was and as it is.
 *
 * @param before as it was
 * @param now over the same columns; null when the table or one of these columns is gone
 * @param gone columns that are gone; empty when they are all there, or the whole table is gone
 */
public record TableNow(TableContent before, @Nullable TableContent now, List<String> gone) {
  public TableNow {
    gone = List.copyOf(gone);
  }

  public boolean same() {
    return now != null && now.rows() == before.rows() && sameContent();
  }

  public boolean sameRowCount() {
    return now != null && now.rows() == before.rows();
  }

  public boolean sameContent() {
    return now != null && now.checksum().equals(before.checksum());
  }

  /** Rows by which the table has grown or shrunk; all of them when it is gone. */
  public long rowsAddedOrRemoved() {
    return now == null ? before.rows() : Math.abs(now.rows() - before.rows());
  }

  /** What is there now, for a person. */
  public String actual() {
    if (now != null) {
      return text(now);
    }
    return gone.isEmpty() ? "the table is gone" : "gone columns: " + String.join(", ", gone);
  }

  /** What was there, for a person. */
  public String expected() {
    return text(before);
  }

  private static String text(TableContent table) {
    return "%,d rows, checksum %s".formatted(table.rows(), table.checksum());
  }
}
