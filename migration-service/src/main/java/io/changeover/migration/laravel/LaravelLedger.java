package io.changeover.migration.laravel;

import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.migration.Catalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The table migrations: one row for each migration that was applied, with its batch. */
record LaravelLedger(Catalog catalog, String table) {
  /** What is applied, in the order in which a rollback undoes it: the newest first. */
  List<String> newestFirst(MariaDbTarget database) throws StepFailure, InterruptedException {
    List<Long> batches =
        catalog.values(database, table, "batch").stream()
            .map(Long::valueOf)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .toList();
    List<String> applied = new ArrayList<>();
    for (Long batch : batches) {
      applied.addAll(
          catalog.values(database, table, "migration", "batch", batch.toString()).reversed());
    }
    return applied;
  }
}
