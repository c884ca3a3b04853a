package io.changeover.orchestrator.registry;

import io.changeover.contracts.TargetName;
import io.changeover.contracts.WorkspaceName;
import java.util.Set;

/** What the specialists have said that they can reach. */
public interface Registry {
  /** Everything known now. */
  Known known();

  /**
   * What is known.
   *
   * @param specialists who have announced themselves, by their words
   */
  record Known(
      Set<String> specialists,
      Set<TargetName> databases,
      Set<TargetName> applications,
      Set<WorkspaceName> workspaces) {}
}
