package io.changeover.migration.copy;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Severity;
import io.changeover.contracts.step.CopyFinding;
import io.changeover.kit.sqlite.Row;
import io.changeover.migration.copy.cell.JsonTexts;
import io.changeover.migration.copy.cell.Rules;
import io.changeover.migration.copy.target.TargetColumn;
import io.changeover.migration.copy.target.TypeFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts values of a table that some targets take and others do not, while nobody can know which
 * type the target is going to have. One thread uses it.
 */
final class Doubts {
  /** Two types that a column declared so becomes, of which the narrower one does not take all. */
  private enum Sort {
    WIDE("fits only bigint", "integer", CopyFinding.OUT_OF_RANGE) {
      @Override
      boolean isIn(TargetColumn column) {
        return column.family() == TypeFamily.BIGINT
            && DeclaredTypes.isDeclared(column, "INT", "INTEGER");
      }

      @Override
      boolean isOf(Row row, int column, int type) {
        return type == Row.INTEGER && row.integer(column) != (int) row.integer(column);
      }
    },
    NOT_KEPT("does not fit jsonb", "jsonb", CopyFinding.WRONG_FORM) {
      @Override
      boolean isIn(TargetColumn column) {
        return column.family() == TypeFamily.TEXT
            && DeclaredTypes.isDeclared(column, "JSON", "JSONB");
      }

      @Override
      boolean isOf(Row row, int column, int type) {
        return type == Row.TEXT && !JsonTexts.isJsonb(row, column);
      }
    };

    private final String words;
    private final String narrower;
    private final CopyFinding finding;

    Sort(String words, String narrower, CopyFinding finding) {
      this.words = words;
      this.narrower = narrower;
      this.finding = finding;
    }

    abstract boolean isIn(TargetColumn column);

    abstract boolean isOf(Row row, int column, int type);
  }

  private static final class Doubted {
    private final int index;
    private final Sort sort;
    private long count;

    Doubted(int index, Sort sort) {
      this.index = index;
      this.sort = sort;
    }
  }

  private final TablePair pair;
  private final List<Doubted> columns = new ArrayList<>();

  Doubts(TablePair pair) {
    this.pair = pair;
    List<ColumnPair> filled = pair.filled();
    for (int i = 0; i < filled.size(); i++) {
      for (Sort sort : sortsOf(filled.get(i).target())) {
        columns.add(new Doubted(i, sort));
      }
    }
  }

  private static List<Sort> sortsOf(TargetColumn column) {
    return Arrays.stream(Sort.values()).filter(sort -> sort.isIn(column)).toList();
  }

  /** Looks at a row of what the pair fills. */
  void look(Row row) {
    for (Doubted each : columns) {
      if (each.sort.isOf(row, each.index, row.type(each.index))) {
        each.count++;
      }
    }
  }

  /** Warnings, for the target may well have the other type; none where a rule knows what to do. */
  List<CheckResult> results(Rules rules) {
    return columns.stream()
        .filter(each -> each.count > 0)
        .map(each -> result(each, rules))
        .toList();
  }

  private CheckResult result(Doubted one, Rules rules) {
    String column = pair.filled().get(one.index).source().name();
    boolean ruled = rules.remedy(pair.name(), column, one.sort.finding).isPresent();
    return CheckResult.of(
        "%s.%s: %s".formatted(pair.name(), column, one.sort.words),
        "%s, if the target's type is %s"
            .formatted(ruled ? "mapped by a rule" : "0 values", one.sort.narrower),
        one.count + " values",
        Severity.MINOR,
        ruled);
  }
}
