package io.changeover.migration;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.HeldLock;
import io.changeover.kit.process.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt found and did.
 *
 * @param began where the ledger was before anything was run
 * @param before what was found before the tool was run for the last time
 * @param sessionsEnded of dead attempts
 * @param result of the tool; null when it was not run
 * @param counts what the migration said it has migrated
 * @param locks that its sessions held and that keep others waiting; null when nobody could look
 */
record Run(
    MigrationTool tool,
    Migration migration,
    PreparedMigration prepared,
    Position began,
    Found before,
    Past past,
    int sessionsEnded,
    @Nullable ToolResult result,
    Map<String, Long> counts,
    @Nullable List<HeldLock> locks) {

  Run(
      MigrationTool tool,
      Migration migration,
      PreparedMigration prepared,
      Found before,
      Past past,
      int sessionsEnded) {
    this(
        tool,
        migration,
        prepared,
        before.position(),
        before,
        past,
        sessionsEnded,
        null,
        Map.of(),
        null);
  }

  Run with(ToolResult ended, Map<String, Long> counted) {
    return new Run(
        tool, migration, prepared, began, before, past, sessionsEnded, ended, counted, locks);
  }

  /** The same, seen from where the tool is run once more. */
  Run from(Found found) {
    return new Run(
        tool, migration, prepared, began, found, past, sessionsEnded, result, counts, locks);
  }

  /** The same, with what its sessions held. */
  Run holding(@Nullable List<HeldLock> held) {
    return new Run(
        tool, migration, prepared, began, before, past, sessionsEnded, result, counts, held);
  }

  ToolResult resultOrThrow() {
    return Objects.requireNonNull(result, "the tool was not run");
  }

  /** An attempt that died after its commit counts as this command's work, not as done before. */
  Evidence evidence(Position after) {
    String from = past.revisionBefore(migration, began);
    boolean already = result == null && from.equals(after.revision());
    return new Evidence.Migration(
        tool.name(), from, after.revision(), already, sessionsEnded, counts, locks);
  }
}
