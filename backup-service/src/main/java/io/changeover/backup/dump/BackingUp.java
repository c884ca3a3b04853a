package io.changeover.backup.dump;

import io.changeover.backup.pgdump.ToolVersion;
import io.changeover.backup.server.Server;
import io.changeover.backup.storage.BackupRegister;
import io.changeover.backup.storage.Integrity;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.step.DumpVerification;
import io.changeover.contracts.step.PostgresDump;
import io.changeover.kit.step.Outcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Forward: a dump, its manifest, and the proof. */
@Component
final class BackingUp {
  private static final String WHAT_TO_DO =
      "The dump does not count as a backup. See what the failed check says, then retry the step.";

  private final Preparation preparation;
  private final TakingDump takingDump;
  private final ProvingBackup provingBackup;
  private final BackupRegister register;
  private final Clock clock;

  BackingUp(
      Preparation preparation,
      TakingDump takingDump,
      ProvingBackup provingBackup,
      BackupRegister register,
      Clock clock) {
    this.preparation = preparation;
    this.takingDump = takingDump;
    this.provingBackup = provingBackup;
    this.register = register;
    this.clock = clock;
  }

  /** Backs up into a place. A complete dump of an earlier attempt is used, if it is undamaged. */
  Outcome into(StoredBackup place, Server server, PostgresDump spec) throws Exception {
    ToolVersion tool = preparation.make(server, spec);
    Optional<Manifest> earlier = undamaged(place, server);
    Manifest manifest =
        earlier.isPresent() ? earlier.get() : takingDump.into(place, server, spec, tool);
    register.note(manifest);
    List<CheckResult> checks =
        new ArrayList<>(
            DumpChecks.of(place, manifest, spec.smallerThanIsSuspicious(), earlier.isPresent()));
    if (DumpChecks.passed(checks) && spec.verify() != DumpVerification.NONE) {
      manifest = proved(place, server, manifest, spec, checks);
    }
    String location = place.dump(manifest.dump().format()).toString();
    return Outcome.of(manifest.evidence(location), checks, WHAT_TO_DO);
  }

  private static Optional<Manifest> undamaged(StoredBackup place, Server server) throws Exception {
    Optional<Manifest> manifest = place.manifest();
    return manifest.isPresent()
            && Integrity.fault(place, manifest.get(), server.attempt().context()).isEmpty()
        ? manifest
        : Optional.empty();
  }

  /** The manifest with its proof, if there is one; the checks tell in any case. */
  private Manifest proved(
      StoredBackup place,
      Server server,
      Manifest manifest,
      PostgresDump spec,
      List<CheckResult> checks)
      throws Exception {
    if (manifest.proof() != null) {
      checks.add(DumpChecks.provedBefore(manifest.proof()));
      return manifest;
    }
    int jobs = spec.jobs() == null ? 1 : spec.jobs();
    ProvingBackup.Result result = provingBackup.prove(server, place, manifest, jobs);
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
