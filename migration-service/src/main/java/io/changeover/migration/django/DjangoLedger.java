package io.changeover.migration.django;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Catalog;
import java.util.List;

/** The table django_migrations: one row for each applied migration of each app. */
record DjangoLedger(Catalog catalog) {
  static final String TABLE = "django_migrations";

  /**
   * The last applied migration of an app; {@link AppMigrations#ZERO} when none is applied.
   *
   * @throws StepFailure {@code refused} when the applied ones are not the first of the workspace's
   */
  String current(DatabaseTarget database, AppMigrations migrations)
      throws StepFailure, InterruptedException {
    List<String> applied = catalog.values(database, TABLE, "name", "app", migrations.app());
    List<String> unknown =
        applied.stream().filter(name -> !migrations.names().contains(name)).toList();
    if (unknown.size() > migrations.squashed()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The ledger holds migrations of %s that the workspace does not have: %s."
              .formatted(migrations.app(), String.join(", ", unknown)),
          "See that the workspace is at the right commit and that this is the right database, then retry the step.");
    }
    List<String> inOrder = migrations.names().stream().filter(applied::contains).toList();
    if (!inOrder.equals(migrations.names().subList(0, inOrder.size()))) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The ledger holds migrations of %s out of their order: %s."
              .formatted(migrations.app(), String.join(", ", inOrder)),
          "Apply or unapply by hand what is missing in between (manage.py migrate), then retry the step.");
    }
    return inOrder.isEmpty() ? AppMigrations.ZERO : inOrder.getLast();
  }
}
