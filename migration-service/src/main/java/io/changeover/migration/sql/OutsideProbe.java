package io.changeover.migration.sql;

import io.changeover.contracts.step.CatalogueProbe;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Catalog;
import io.changeover.migration.Probed;
import java.util.Optional;

/** Asks the catalogue what a statement outside of a transaction has left. */
record OutsideProbe(CatalogueProbe probe, SqlDatabase sql, Catalog catalog) {
  Probed ask(DatabaseTarget database) throws StepFailure, InterruptedException {
    String index = probe.index();
    String query = probe.sql();
    if (index != null) {
      return sql.index(database, index);
    }
    if (query == null) {
      throw new IllegalStateException("a probe has an index or a query");
    }
    return catalog.probe(database, query);
  }

  /** The index that is created, when the plan names one. */
  Optional<String> index() {
    return Optional.ofNullable(probe.index());
  }
}
