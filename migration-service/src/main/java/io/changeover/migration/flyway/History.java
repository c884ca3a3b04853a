package io.changeover.migration.flyway;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;

/** What flyway_schema_history and the workspace say together. */
record History(List<MigrationInfo> all) {
  /** Flyway's ledger. */
  static final String TABLE = "flyway_schema_history";

  static History of(MigrationInfoService info) {
    return new History(Arrays.asList(info.all()));
  }

  /** The greatest version that was applied; empty when there is none. */
  String current() {
    return applied()
        .map(MigrationInfo::getVersion)
        .max(MigrationVersion::compareTo)
        .map(MigrationVersion::getVersion)
        .orElse("");
  }

  /** How many versions there are. */
  long versions() {
    return all.stream().filter(MigrationInfo::isVersioned).count();
  }

  /** How many, and how many of them were applied. */
  String words() {
    return "%d versions, %d of them applied, the newest of those: %s"
        .formatted(versions(), applied().count(), current().isEmpty() ? "none" : current());
  }

  private Stream<MigrationInfo> applied() {
    return all.stream().filter(each -> each.isVersioned() && each.getState().isApplied());
  }

  /** Whether all that the workspace has up to a version was applied, and that version is known. */
  boolean reached(MigrationVersion wanted) {
    return applied().anyMatch(each -> each.getVersion().compareTo(wanted) >= 0)
        && all.stream()
            .filter(each -> each.isVersioned() && each.getVersion().compareTo(wanted) <= 0)
            .noneMatch(each -> each.getState() == org.flywaydb.core.api.MigrationState.PENDING);
  }

  /** The rows of the ledger beyond a version. */
  List<Integer> rowsAfter(MigrationVersion version) {
    return applied()
        .filter(each -> each.getVersion().compareTo(version) > 0)
        .map(MigrationInfo::getInstalledRank)
        .toList();
  }

  /** Whether a row for a version, or a repeatable script, would stay. */
  boolean keepsRowsUpTo(MigrationVersion version) {
    return all.stream()
        .filter(each -> each.getState().isApplied())
        .anyMatch(each -> !each.isVersioned() || each.getVersion().compareTo(version) <= 0);
  }

  /** Makes sure that a version is one of the workspace's. */
  void throwIfUnknown(MigrationVersion wanted) throws StepFailure {
    if (all.stream().noneMatch(each -> each.isVersioned() && each.getVersion().equals(wanted))) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "There is no version %s among the migrations of the workspace: %s."
              .formatted(
                  wanted,
                  all.stream()
                      .filter(MigrationInfo::isVersioned)
                      .map(each -> each.getVersion().getVersion())
                      .toList()),
          "See that the workspace is at the right commit, or correct 'upgrade' in the plan.");
    }
  }

  /**
   * Makes sure that no migration is marked as failed.
   *
   * @throws StepFailure {@code partially-applied}
   */
  void throwIfFailed() throws StepFailure {
    for (MigrationInfo each : all) {
      if (each.getState().isFailed()) {
        throw new StepFailure(
            FailureCode.PARTIALLY_APPLIED,
            "%s says that '%s' failed half-way.".formatted(TABLE, each.getScript()),
            "It is not run again blindly. Undo by hand what it has done and remove its row (success is false) from %s, then retry the step; or restore the backup."
                .formatted(TABLE));
      }
    }
  }
}
