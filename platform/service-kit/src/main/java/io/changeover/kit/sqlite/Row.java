package io.changeover.kit.sqlite;

/**
 * The cells of one row. Columns count from 0. What a cell says holds until the next row; each is
 * asked for its type before it is asked for its value, because asking for another type may change
 * it.
 */
public interface Row {
  /** What a cell holds, as sqlite3.h numbers it. */
  int INTEGER = 1;

  int REAL = 2;
  int TEXT = 3;
  int BLOB = 4;
  int NULL = 5;

  /** One of the five types. */
  int type(int column);

  long integer(int column);

  double real(int column);

  /**
   * Where the bytes of a text begin, as UTF-8, or of a blob; ask for their {@link #length} after
   * this.
   */
  long bytes(int column, int type);

  /** How many bytes a text or blob has. */
  int length(int column);

  /** True for a value that a rule has made of what the database holds. */
  default boolean isConverted() {
    return false;
  }
}
