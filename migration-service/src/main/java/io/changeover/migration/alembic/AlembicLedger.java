package io.changeover.migration.alembic;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Catalog;
import java.util.List;

/** The table alembic_version: one row with the current revision. */
record AlembicLedger(Catalog catalog, String table) {
  private static final String COLUMN = "version_num";

  /**
   * The current revision; {@link Revisions#BASE} when nothing is applied.
   *
   * @throws StepFailure {@code refused} when there are several, or one that the workspace lacks
   */
  String current(DatabaseTarget database, Revisions revisions)
      throws StepFailure, InterruptedException {
    List<String> rows = catalog.values(database, table, COLUMN);
    if (rows.size() > 1) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The ledger holds %d revisions at once: %s."
              .formatted(rows.size(), String.join(", ", rows)),
          "Bring the schema onto one line by hand (alembic merge, or downgrade one branch), then retry the step.");
    }
    String current = rows.isEmpty() ? Revisions.BASE : rows.getFirst();
    if (!revisions.knows(current)) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The ledger is at revision %s, which the workspace does not have.".formatted(current),
          "See that the workspace is at the right commit and that this is the right database, then retry the step.");
    }
    return current;
  }
}
