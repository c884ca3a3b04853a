package io.changeover.migration.copy;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.copy.source.SourceColumn;
import io.changeover.migration.copy.source.SourceTable;
import io.changeover.migration.copy.target.TargetColumn;
import io.changeover.migration.copy.target.TargetTable;
import io.changeover.migration.copy.target.TypeFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the target of every table and column: by the same name, or by the only one that differs in
 * capitals only.
 */
final class Matching {
  private final List<TargetTable> targets;
  private final List<String> faults = new ArrayList<>();

  private Matching(List<TargetTable> targets) {
    this.targets = targets;
  }

  /**
   * Matches all tables.
   *
   * @throws StepFailure {@code refused} with everything that has no place
   */
  static List<TablePair> of(List<SourceTable> sources, List<TargetTable> targets)
      throws StepFailure {
    Matching matching = new Matching(targets);
    List<TablePair> pairs = new ArrayList<>();
    for (SourceTable source : sources) {
      matching.table(source).ifPresent(pairs::add);
    }
    if (!matching.faults.isEmpty()) {
      throw new StepFailure(
          new FailureReason(
              FailureCode.REFUSED,
              "The tables of source and target do not fit together: "
                  + String.join(" ", matching.faults),
              "Correct the target's schema, or name tables that are not to be copied in 'without'.",
              String.join("\n", matching.faults)));
    }
    return pairs;
  }

  private Optional<TablePair> table(SourceTable source) {
    Optional<TargetTable> target = named(source.name(), targets, TargetTable::name);
    if (target.isEmpty()) {
      faults.add("The target has no table %s.".formatted(source.name()));
      return Optional.empty();
    }
    List<ColumnPair> pairs = new ArrayList<>();
    for (SourceColumn column : source.columns()) {
      column(source, column, target.get()).ifPresent(pairs::add);
    }
    for (TargetColumn column : target.get().columns()) {
      boolean known = pairs.stream().anyMatch(pair -> pair.target().equals(column));
      if (!known && !column.filled() && !column.generated()) {
        faults.add(
            "The source has nothing for the column %s.%s, which needs a value."
                .formatted(target.get().name(), column.name()));
      }
    }
    return Optional.of(new TablePair(source, target.get(), List.copyOf(pairs), List.of()));
  }

  private Optional<ColumnPair> column(SourceTable table, SourceColumn source, TargetTable target) {
    Optional<TargetColumn> found = named(source.name(), target.columns(), TargetColumn::name);
    if (found.isEmpty()) {
      faults.add("The target has no column for %s.%s.".formatted(table.name(), source.name()));
      return Optional.empty();
    }
    if (found.get().family() == TypeFamily.OTHER) {
      faults.add(
          "The column %s.%s has the type %s, which a copy does not fill."
              .formatted(target.name(), found.get().name(), found.get().type()));
      return Optional.empty();
    }
    return Optional.of(new ColumnPair(source, found.get()));
  }

  private static <T> Optional<T> named(String name, List<T> all, Function<T, String> nameOf) {
    Optional<T> exact = all.stream().filter(one -> nameOf.apply(one).equals(name)).findFirst();
    if (exact.isPresent()) {
      return exact;
    }
    List<T> alike = all.stream().filter(one -> nameOf.apply(one).equalsIgnoreCase(name)).toList();
    return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
  }
}
