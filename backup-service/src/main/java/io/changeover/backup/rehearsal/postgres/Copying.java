package io.changeover.backup.rehearsal.postgres;

import io.changeover.backup.content.ComparingCopy;
import io.changeover.backup.dump.Preparation;
import io.changeover.backup.dump.TakingDump;
import io.changeover.backup.pgdump.PgRestore;
import io.changeover.backup.pgdump.ToolVersion;
import io.changeover.backup.server.Lock;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.ServerDatabases;
import io.changeover.backup.server.Session;
import io.changeover.backup.storage.BackupRegister;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.Storage;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.CloneDatabase;
import io.changeover.contracts.step.CopyScope;
import io.changeover.contracts.step.PostgresDump;
import io.changeover.kit.step.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Copies a database into a scratch database by a dump and its restore. With all its rows that
 * restore proves the dump, which then is a backup like others.
 */
@Component
final class Copying {
  private static final String WHAT_TO_DO =
      "Nothing was kept. See what differs between the copy and what was dumped, then start again.";

  private final Preparation preparation;
  private final TakingDump takingDump;
  private final PgRestore pgRestore;
  private final Stored stored;
  private final Clones clones;
  private final Clock clock;

  Copying(
      Preparation preparation,
      TakingDump takingDump,
      PgRestore pgRestore,
      Stored stored,
      Clones clones,
      Clock clock) {
    this.preparation = preparation;
    this.takingDump = takingDump;
    this.pgRestore = pgRestore;
    this.stored = stored;
    this.clones = clones;
    this.clock = clock;
  }

  /** Where dumps lie, and who remembers them. */
  @Component
  record Stored(Storage storage, BackupRegister register) {}

  Outcome of(Server server, CloneDatabase spec) throws Exception {
    PostgresDump dump = new PostgresDump(spec.target(), null, null, null, null);
    ToolVersion tool = preparation.make(server, dump);
    StepCommand command = server.attempt().command();
    StoredBackup place = stored.storage().of(command, server.target().name());
    String name = clones.nameFor(server, command.step());
    try (Session keeper = server.openMaintenance()) {
      Lock.take(keeper, name);
      new ServerDatabases(keeper).drop(name);
      clones.dropLeftovers(keeper, server.target().name(), command.deployment());
      Manifest manifest = takingDump.into(place, server, dump, tool, spec.copy());
      stored.register().note(manifest);
      return restored(server, keeper, new Copy(spec.copy(), name, place, manifest));
    }
  }

  private record Copy(CopyScope scope, String name, StoredBackup place, Manifest manifest) {
    Evidence evidence(Duration restoredIn) {
      return new Evidence.Clone(
          name,
          scope,
          manifest.backup().toString(),
          manifest.dump().sha256(),
          manifest.dump().bytes(),
          manifest.origin().bytes(),
          manifest.content().schema(),
          manifest.content().data(),
          manifest.content().tables().size(),
          manifest.content().rows(),
          manifest.dump().took(),
          restoredIn);
    }
  }

  /** Unless every comparison passes there is no copy when this returns. */
  private Outcome restored(Server server, Session keeper, Copy copy) throws Exception {
    ServerDatabases databases = new ServerDatabases(keeper);
    boolean good = false;
    try {
      databases.create(copy.name(), copy.manifest().properties());
      Duration took = pgRestore.restore(server, copy.place(), copy.manifest(), copy.name(), 1);
      List<CheckResult> checks = new ArrayList<>(compared(server, copy));
      good = checks.stream().allMatch(check -> check.verdict() == Verdict.PASSED);
      if (good) {
        databases.adopt(copy.name(), copy.manifest().properties());
        prove(copy, took);
        clones.mark(server, keeper, copy.name());
      }
      return Outcome.of(copy.evidence(took), checks, WHAT_TO_DO);
    } catch (Exception failed) {
      good = false;
      throw failed;
    } finally {
      if (!good) {
        server.cleanUp(session -> new ServerDatabases(session).drop(copy.name()));
      }
    }
  }

  /** With fresh statistics its statements run as they do at the target. */
  private static List<CheckResult> compared(Server server, Copy copy) throws Exception {
    try (Session session = server.open(copy.name())) {
      List<CheckResult> checks = ComparingCopy.with(copy.manifest().content(), session);
      session.execute("ANALYZE");
      return checks;
    }
  }

  /** A copy without its rows proves nothing that a rollback could count on. */
  private void prove(Copy copy, Duration took) throws Exception {
    if (copy.scope() == CopyScope.DATA) {
      Manifest proved = copy.manifest().provedBy(new Manifest.Proof(clock.instant(), took));
      copy.place().write(proved);
      stored.register().note(proved);
    }
  }
}
