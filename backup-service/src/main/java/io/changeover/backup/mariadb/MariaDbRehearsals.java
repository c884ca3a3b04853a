package io.changeover.backup.mariadb;

import io.changeover.backup.rehearsal.RehearsalDatabases;
import io.changeover.backup.storage.BackupRegister;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.Storage;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.CloneDatabase;
import io.changeover.contracts.step.CopyScope;
import io.changeover.contracts.step.DropClone;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.kit.target.RegisteredDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** At MariaDB: mariadb-dump, mariadb, and a swap by one rename of all tables. */
@Component
final class MariaDbRehearsals implements RehearsalDatabases {
  private static final String WHAT_TO_DO =
      "Nothing was kept. See what differs between the copy and what was dumped, then start again.";

  private final MariaDbServers servers;
  private final Parts parts;
  private final Stored stored;
  private final RestoringMariaDb restoring;
  private final MariaDbClones clones;
  private final Clock clock;

  MariaDbRehearsals(
      MariaDbServers servers,
      Parts parts,
      Stored stored,
      RestoringMariaDb restoring,
      MariaDbClones clones,
      Clock clock) {
    this.servers = servers;
    this.parts = parts;
    this.stored = stored;
    this.restoring = restoring;
    this.clones = clones;
    this.clock = clock;
  }

  /** What a copy is made by. */
  @Component
  record Parts(MariaDbTools tools, TakingMariaDbDump dump, MariaDbCopies copies) {}

  /** Where dumps lie, and who remembers them. */
  @Component
  record Stored(Storage storage, BackupRegister register) {}

  @Override
  public boolean serves(RegisteredDatabase target) {
    return target instanceof MariaDbTarget;
  }

  @Override
  public Outcome copy(StepCommand command, CloneDatabase spec, StepContext context)
      throws Exception {
    return servers.with(command, spec.target(), context, server -> copied(server, spec.copy()));
  }

  private Outcome copied(MariaDbServer server, CopyScope scope) throws Exception {
    StepCommand command = server.command();
    String version = parts.tools().require(MariaDbTools.DUMP, server);
    parts.tools().require(MariaDbTools.CLIENT, server);
    String name = clones.nameFor(server, command.step());
    StoredBackup place = stored.storage().of(command, server.target().name());
    try (OwnDatabase clone = OwnDatabase.take(server, name)) {
      MariaDbServer.drop(clone.keeper(), name);
      clones.dropLeftovers(clone.keeper(), server.target().name(), command.deployment());
      Manifest manifest = parts.dump().into(place, server, version, scope);
      stored.register().note(manifest);
      return restored(server, clone, place, manifest, scope);
    }
  }

  /** Unless every comparison passes there is no copy when this returns. */
  private Outcome restored(
      MariaDbServer server,
      OwnDatabase clone,
      StoredBackup place,
      Manifest manifest,
      CopyScope scope)
      throws Exception {
    boolean good = false;
    try {
      clone.create(manifest.properties());
      MariaDbCopies.Result result = parts.copies().restore(server, place, manifest, clone.name());
      good = result.proved();
      if (good) {
        prove(place, manifest, scope, result.restoredIn());
        clones.mark(server, clone);
      }
      return Outcome.of(
          evidence(clone.name(), scope, manifest, result.restoredIn()),
          result.checks(),
          WHAT_TO_DO);
    } finally {
      if (!good) {
        clone.drop();
      }
    }
  }

  private void prove(StoredBackup place, Manifest manifest, CopyScope scope, Duration took)
      throws Exception {
    if (scope == CopyScope.DATA) {
      Manifest proved = manifest.provedBy(new Manifest.Proof(clock.instant(), took));
      place.write(proved);
      stored.register().note(proved);
    }
  }

  private static Evidence evidence(
      String name, CopyScope scope, Manifest manifest, Duration restoredIn) {
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

  /** The database stays the same one when its tables are swapped, and so does its mark. */
  @Override
  public Outcome restore(StepCommand command, CloneDatabase spec, StepContext context)
      throws Exception {
    return servers.with(command, spec.target(), context, restoring::back);
  }

  @Override
  public Outcome drop(StepCommand command, DropClone spec, StepContext context) throws Exception {
    return servers.with(
        command,
        spec.target(),
        context,
        server -> {
          try (Connection connection = server.openServer()) {
            List<String> dropped =
                MariaDbClones.drop(connection, clones.nameFor(server, spec.from()));
            return Outcome.succeeded(
                new Evidence.None(),
                List.of(
                    CheckResult.of(
                        "scratch databases",
                        "none is left",
                        dropped.isEmpty() ? "there was none" : "dropped " + dropped,
                        true)));
          }
        });
  }

  @Override
  public List<String> dropLeftovers(RegisteredDatabase target) throws SQLException, StepFailure {
    try (Connection connection = servers.administer((MariaDbTarget) target)) {
      return clones.dropLeftovers(connection);
    }
  }
}
