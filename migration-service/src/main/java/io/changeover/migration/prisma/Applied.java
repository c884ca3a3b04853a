package io.changeover.migration.prisma;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.util.List;

/**
 * How far a database is through a workspace's migrations.
 *
 * @param count how many of them are applied, from the first on
 * @param failed those that were begun and not ended
 */
record Applied(PrismaMigrations migrations, int count, List<String> failed) {

  /**
   * Holds a ledger against a workspace.
   *
   * @throws StepFailure {@code refused} when the applied ones are not the first of the workspace's
   */
  static Applied of(List<LedgerRow> rows, PrismaMigrations migrations) throws StepFailure {
    List<String> applied = rows.stream().filter(LedgerRow::applied).map(LedgerRow::name).toList();
    List<String> unknown =
        applied.stream().filter(name -> !migrations.names().contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The ledger holds migrations that the workspace does not have: %s."
              .formatted(String.join(", ", unknown)),
          "See that the workspace is at the right commit and that this is the right database, then retry the step.");
    }
    List<String> inOrder = migrations.names().stream().filter(applied::contains).toList();
    if (!inOrder.equals(migrations.names().subList(0, inOrder.size()))) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The ledger holds migrations out of their order: %s."
              .formatted(String.join(", ", inOrder)),
          "Prisma would apply what is missing in between as well. Apply that by a deployment of its own, then retry the step.");
    }
    return new Applied(
        migrations,
        inOrder.size(),
        rows.stream().filter(LedgerRow::failed).map(LedgerRow::name).toList());
  }

  /** The newest migration that is applied; empty when none is. */
  String newest() {
    return count == 0 ? "" : migrations.names().get(count - 1);
  }

  /** What deploy would apply before it comes to a migration. */
  List<String> pendingBefore(int place) {
    return migrations.names().subList(Math.min(count, place), place);
  }

  /** What was applied after a migration. */
  List<String> appliedAfter(int place) {
    return migrations.names().subList(Math.min(place + 1, count), count);
  }
}
