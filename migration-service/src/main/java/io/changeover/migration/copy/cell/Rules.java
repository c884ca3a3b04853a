package io.changeover.migration.copy.cell;

import io.changeover.contracts.step.CopyAs;
import io.changeover.contracts.step.CopyFinding;
import io.changeover.contracts.step.CopyRule;
import java.util.List;
import java.util.Optional;

/** The plan's rules. One for a column comes before one for a whole table. */
public record Rules(List<CopyRule> rules) {
  public Rules {
    rules = List.copyOf(rules);
  }

  /** What becomes of a value; empty when it is refused. */
  public Optional<CopyAs> remedy(String table, String column, CopyFinding finding) {
    Optional<CopyRule> exact =
        of(table, finding).filter(rule -> column.equals(rule.column())).findFirst();
    return exact
        .or(() -> of(table, finding).filter(rule -> rule.column() == null).findFirst())
        .map(CopyRule::as);
  }

  private java.util.stream.Stream<CopyRule> of(String table, CopyFinding finding) {
    return rules.stream().filter(rule -> rule.table().equals(table) && rule.finding() == finding);
  }

  /** Whether rows of a table may be left out. */
  public boolean leavesOut(String table) {
    return rules.stream()
        .anyMatch(rule -> rule.table().equals(table) && rule.as() == CopyAs.LEAVE_OUT);
  }
}
