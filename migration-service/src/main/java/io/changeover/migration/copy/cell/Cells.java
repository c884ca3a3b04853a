package io.changeover.migration.copy.cell;

import io.changeover.migration.copy.target.TargetColumn;

/** The cell for each type. */
final class Cells {
  private Cells() {}

  /**
   * A cell for one column, used by one thread.
   *
   * @throws IllegalArgumentException for a type that is not filled; a match has refused it before
   */
  static Cell of(TargetColumn target) {
    return switch (target.family()) {
      case SMALLINT -> NumberCells.smallint();
      case INTEGER -> NumberCells.integer();
      case BIGINT -> NumberCells.bigint();
      case REAL -> NumberCells.reals();
      case DOUBLE -> NumberCells.doubles();
      case NUMERIC -> new NumericCell(target);
      case BOOLEAN -> NumberCells.booleans();
      case TEXT, PADDED -> new TextCell(target.characters());
      case ENUM -> WordCells.label(target.labels());
      case BYTEA -> new BytesCell();
      case DATE -> new TimeCells.Date();
      case TIME -> new TimeCells.Time(target.fraction());
      case TIMESTAMP -> new TimeCells.Timestamp(false, target.fraction());
      case TIMESTAMPTZ -> new TimeCells.Timestamp(true, target.fraction());
      case UUID -> WordCells.uuid();
      case JSON -> WordCells.json();
      case JSONB -> WordCells.jsonb();
      case OTHER ->
          throw new IllegalArgumentException(target.type() + " is not among the filled types");
    };
  }
}
