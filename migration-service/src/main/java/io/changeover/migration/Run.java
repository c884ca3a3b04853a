package io.changeover.migration;

import io.changeover.contracts.Evidence;
import io.changeover.kit.process.ToolResult;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt found and did.
 *
 * @param before what was found before anything was run
 * @param sessionsEnded of dead attempts
 * @param result of the tool; null when it was not run
 * @param counts what the migration said it has migrated
 */
record Run(
    MigrationTool tool,
    Migration migration,
    PreparedMigration prepared,
    Found before,
    Past past,
    int sessionsEnded,
    @Nullable ToolResult result,
    Map<String, Long> counts) {

  Run(
      MigrationTool tool,
      Migration migration,
      PreparedMigration prepared,
      Found before,
      Past past,
      int sessionsEnded) {
    this(tool, migration, prepared, before, past, sessionsEnded, null, Map.of());
  }

  Run with(ToolResult ended, Map<String, Long> counted) {
    return new Run(tool, migration, prepared, before, past, sessionsEnded, ended, counted);
  }

  ToolResult resultOrThrow() {
    return Objects.requireNonNull(result, "the tool was not run");
  }

  /** An attempt that died after its commit counts as this command's work, not as done before. */
  Evidence evidence(Position after) {
    String from = past.revisionBefore(migration, before.position());
    boolean already = result == null && from.equals(after.revision());
    return new Evidence.Migration(
        tool.name(), from, after.revision(), already, sessionsEnded, counts);
  }
}
