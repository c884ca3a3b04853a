package io.changeover.backup.dump;

import io.changeover.backup.content.Ledgers;
import io.changeover.backup.content.TableNow;
import io.changeover.backup.storage.Integrity;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Severity;
import io.changeover.contracts.Verdict;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a restore would cost, told from what a backup says and what is there now. */
public final class RestorePrices {
  /** A larger dump is only measured, because a price is wanted within seconds. */
  static final long LARGEST_DIGESTED = 1_000_000_000L;

  /** So many changed tables are named. */
  private static final int MOST_NAMED = 100;

  /** A dump that was never restored is guessed to take this many times the dump's duration. */
  private static final int RESTORE_FACTOR = 2;

  private RestorePrices() {}

  /** Of a backup that is there. */
  public static Outcome of(Manifest manifest, List<TableNow> tables, List<CheckResult> checks) {
    return Outcome.succeeded(
        new Evidence.RestorePrice(
            checks.stream().allMatch(check -> check.verdict() == Verdict.PASSED),
            rowsAddedOrRemoved(tables),
            changed(tables),
            expected(manifest)),
        checks);
  }

  /** Of one that is not. */
  public static Outcome unusable(StepFailure noBackup) {
    return Outcome.succeeded(
        new Evidence.RestorePrice(false, 0, List.of(), Duration.ZERO),
        List.of(warning("backup", "in the storage", noBackup.reason().message(), false)));
  }

  /** Whether the dump is what was written. */
  public static CheckResult intact(StoredBackup place, Manifest manifest, StepContext context)
      throws IOException, InterruptedException {
    boolean whole = manifest.dump().bytes().bytes() <= LARGEST_DIGESTED;
    Optional<String> fault =
        whole ? Integrity.fault(place, manifest, context) : Integrity.faultBySize(place, manifest);
    return warning(
        "dump",
        whole ? "there, with the SHA-256 of when it was written" : "there, with its full size",
        fault.orElse("as expected"),
        fault.isEmpty());
  }

  static CheckResult warning(String name, String expected, String actual, boolean passed) {
    return CheckResult.of(name, expected, actual, Severity.MINOR, passed);
  }

  /** What a migration's tool notes about itself is no row that anybody would lose. */
  private static long rowsAddedOrRemoved(List<TableNow> tables) {
    return tables.stream()
        .filter(table -> !Ledgers.isLedger(table.before().name()))
        .mapToLong(TableNow::rowsAddedOrRemoved)
        .sum();
  }

  private static List<String> changed(List<TableNow> tables) {
    return tables.stream()
        .filter(table -> !Ledgers.isLedger(table.before().name()))
        .filter(table -> !table.same())
        .map(table -> table.before().qualifiedName())
        .limit(MOST_NAMED)
        .toList();
  }

  private static Duration expected(Manifest manifest) {
    return manifest.proof() == null
        ? manifest.dump().took().multipliedBy(RESTORE_FACTOR)
        : manifest.proof().restoredIn();
  }
}
