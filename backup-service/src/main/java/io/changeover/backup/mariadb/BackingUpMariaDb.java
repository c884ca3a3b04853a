package io.changeover.backup.mariadb;

import io.changeover.backup.dump.DumpChecks;
import io.changeover.backup.storage.BackupRegister;
import io.changeover.backup.storage.Integrity;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.step.CopyScope;
import io.changeover.contracts.step.DumpFormat;
import io.changeover.contracts.step.DumpVerification;
import io.changeover.contracts.step.MysqlDump;
import io.changeover.kit.step.Outcome;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Forward: a dump, its manifest, and the proof. */
@Component
final class BackingUpMariaDb {
  private static final String WHAT_TO_DO =
      "The dump does not count as a backup. See what the failed check says, then retry the step.";

  private final MariaDbTools tools;
  private final TakingMariaDbDump takingDump;
  private final MariaDbCopies copies;
  private final BackupRegister register;
  private final Clock clock;

  BackingUpMariaDb(
      MariaDbTools tools,
      TakingMariaDbDump takingDump,
      MariaDbCopies copies,
      BackupRegister register,
      Clock clock) {
    this.tools = tools;
    this.takingDump = takingDump;
    this.copies = copies;
    this.register = register;
    this.clock = clock;
  }

  /** Backs up into a place. A complete dump of an earlier attempt is used, if it is undamaged. */
  Outcome into(StoredBackup place, MariaDbServer server, MysqlDump spec) throws Exception {
    String version = tools.require(MariaDbTools.DUMP, server);
    tools.require(MariaDbTools.CLIENT, server);
    try (Connection connection = server.openServer()) {
      copies.dropLeftovers(connection);
    }
    Optional<Manifest> earlier = undamaged(place, server);
    Manifest manifest =
        earlier.isPresent()
            ? earlier.get()
            : takingDump.into(place, server, version, CopyScope.DATA);
    register.note(manifest);
    List<CheckResult> checks =
        new ArrayList<>(
            DumpChecks.of(place, manifest, spec.smallerThanIsSuspicious(), earlier.isPresent()));
    if (DumpChecks.passed(checks) && spec.verify() != DumpVerification.NONE) {
      manifest = proved(place, server, manifest, checks);
    }
    return Outcome.of(manifest.evidence(place.dump(DumpFormat.SQL).toString()), checks, WHAT_TO_DO);
  }

  private static Optional<Manifest> undamaged(StoredBackup place, MariaDbServer server)
      throws Exception {
    Optional<Manifest> manifest = place.manifest();
    return manifest.isPresent()
            && Integrity.fault(place, manifest.get(), server.context()).isEmpty()
        ? manifest
        : Optional.empty();
  }

  private Manifest proved(
      StoredBackup place, MariaDbServer server, Manifest manifest, List<CheckResult> checks)
      throws Exception {
    if (manifest.proof() != null) {
      checks.add(DumpChecks.provedBefore(manifest.proof()));
      return manifest;
    }
    MariaDbCopies.Result result = copies.prove(server, place, manifest);
    checks.addAll(result.checks());
    if (!result.proved()) {
      return manifest;
    }
    Manifest proved = manifest.provedBy(new Manifest.Proof(clock.instant(), result.restoredIn()));
    place.write(proved);
    register.note(proved);
    return proved;
  }
}
