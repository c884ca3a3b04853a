package io.changeover.migration.copy;

import io.changeover.migration.copy.cell.RowWriter.Filled;
import io.changeover.migration.copy.source.SourceColumn;
import io.changeover.migration.copy.target.TargetColumn;

/** A column on both sides. */
record ColumnPair(SourceColumn source, TargetColumn target) {
  Filled filled() {
    return new Filled(source.name(), target);
  }
}
