package io.changeover.backup.dump;

import io.changeover.backup.content.ReadingContent;
import io.changeover.backup.content.TableNow;
import io.changeover.backup.server.Rights;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.Session;
import io.changeover.backup.storage.Integrity;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.NamedBackup;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Probe: whether the backup could be restored now, and what that would cost. Changes nothing. */
@Component
final class PricingRestore {
  /** A larger dump is only measured, because a price is wanted within seconds. */
  static final long LARGEST_DIGESTED = 1_000_000_000L;

  /** So many changed tables are named. */
  private static final int MOST_NAMED = 100;

  /** A dump that was never restored is guessed to take this many times the dump's duration. */
  private static final int RESTORE_FACTOR = 2;

  private final NamedBackup named;

  PricingRestore(NamedBackup named) {
    this.named = named;
  }

  Outcome price(Server server) throws Exception {
    Manifest manifest;
    try {
      manifest = named.by(server.attempt().command(), server.attempt().command().step());
    } catch (StepFailure noBackup) {
      return unusable(noBackup);
    }
    List<CheckResult> checks = new ArrayList<>();
    checks.add(intact(named.place(manifest), manifest, server.attempt().context()));
    checks.add(allowed(server));
    List<TableNow> tables = compare(server, manifest);
    return Outcome.succeeded(
        new Evidence.RestorePrice(
            checks.stream().allMatch(check -> check.verdict() == Verdict.PASSED),
            tables.stream().mapToLong(TableNow::rowsAddedOrRemoved).sum(),
            changed(tables),
            expected(manifest)),
        checks);
  }

  private static Outcome unusable(StepFailure noBackup) {
    return Outcome.succeeded(
        new Evidence.RestorePrice(false, 0, List.of(), Duration.ZERO),
        List.of(warning("backup", "in the storage", noBackup.reason().message(), false)));
  }

  private static CheckResult intact(StoredBackup place, Manifest manifest, StepContext context)
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

  private static CheckResult allowed(Server server) throws Exception {
    try (Session session = server.openMaintenance()) {
      Rights.requireCreateDatabase(server, session);
      Rights.requireOwner(server, session, server.target().database());
      return warning("rights", "may create and rename databases", "as expected", true);
    } catch (StepFailure missing) {
      return warning(
          "rights", "may create and rename databases", missing.reason().message(), false);
    }
  }

  private static CheckResult warning(String name, String expected, String actual, boolean passed) {
    return CheckResult.of(name, expected, actual, Severity.WARNING, passed);
  }

  private static List<TableNow> compare(Server server, Manifest manifest) throws Exception {
    try (Session session = server.open().atOneMoment()) {
      return ReadingContent.again(session, manifest.content().tables());
    }
  }

  private static List<String> changed(List<TableNow> tables) {
    return tables.stream()
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
