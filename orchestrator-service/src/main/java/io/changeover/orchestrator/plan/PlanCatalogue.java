package io.changeover.orchestrator.plan;

import io.changeover.contracts.PlanName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The plans that can be started by name. */
public interface PlanCatalogue {
  /** All plans, by name. */
  List<Entry> entries();

  /** The plan of that name. */
  Optional<Entry> find(PlanName name);

  /**
   * A plan's file.
   *
   * @param file what findings call it
   * @param yaml its text
   */
  record Entry(PlanName name, String file, String yaml, Instant changedAt) {}
}
