package io.changeover.migration;

import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import java.util.Set;

/**
 * A tool that migrates a schema and keeps a ledger in it. A new tool is one implementation of this
 * and one step handler that calls {@link ApplyingMigration}; an {@link InspectedTool} lets it be
 * looked at before.
 */
public interface MigrationTool {
  /** The word for it in plans and evidence, such as alembic. */
  String name();

  /** The tables of its ledger, as they are found by the owner; no part of the migrated schema. */
  Set<String> ledgerTables();

  /**
   * Whether the database commits each statement of a migration by itself, so that a run which is
   * broken off may have written rows although ledger and schema are as they were.
   */
  default boolean commitsPiecemeal() {
    return false;
  }

  /**
   * Reads what the workspace holds, and changes nothing.
   *
   * @param login what the tool may use to reach the database
   * @throws StepFailure when the workspace cannot be read or the wanted revision is not in it
   */
  PreparedMigration prepare(Migration migration, Login login, StepContext context)
      throws StepFailure, InterruptedException;
}
