package io.changeover.backup.mariadb;

import io.changeover.backup.storage.Integrity;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.NamedBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Digest;
import io.changeover.contracts.Evidence;
import io.changeover.kit.step.Outcome;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Back, rollback level 3: the tables of a restored and compared copy take the place of the live
 * ones, which are kept in a database of their own. {@link TableSwap} tells the stages.
 */
@Component
final class RestoringMariaDb {
  private static final String WHAT_TO_DO =
      "The database was not touched. See what differs, and choose another way back.";

  private final NamedBackup named;
  private final MariaDbCopies copies;
  private final Clock clock;

  RestoringMariaDb(NamedBackup named, MariaDbCopies copies, Clock clock) {
    this.named = named;
    this.copies = copies;
    this.clock = clock;
  }

  /** Restores the backup that the command's evidence names. */
  Outcome back(MariaDbServer server) throws Exception {
    Manifest manifest = named.by(server.command(), server.command().step());
    String name = copies.restoreName(server);
    List<CheckResult> checks = new ArrayList<>();
    TableSwap swap = new TableSwap(server, name, manifest.content().tables().isEmpty());
    try (OwnDatabase copy = OwnDatabase.take(server, name)) {
      boolean done = swap.isRestored(copy.keeper()) || swap.kept(copy.keeper()).isPresent();
      if (!done && !restored(server, manifest, copy, swap, checks)) {
        return Outcome.of(new Evidence.None(), checks, WHAT_TO_DO);
      }
      server.context().throwIfStopped();
      server.tell("the restored tables take the live ones' place");
      server.anyway(connection -> swap.finish(clock.instant()));
      return swapped(server, manifest, swap, checks);
    }
  }

  private boolean restored(
      MariaDbServer server,
      Manifest manifest,
      OwnDatabase copy,
      TableSwap swap,
      List<CheckResult> checks)
      throws Exception {
    server.tell("reading the dump's SHA-256");
    Integrity.require(named.place(manifest), manifest, server.context());
    checks.add(CheckResult.of("dump", "SHA-256 " + manifest.dump().sha256(), "equal", true));
    boolean good = false;
    try {
      copy.create(manifest.properties());
      MariaDbCopies.Result result =
          copies.restore(server, named.place(manifest), manifest, copy.name());
      checks.addAll(result.checks());
      good = result.proved();
      if (good) {
        swap.mark(copy.keeper(), clock.instant());
      }
      return good;
    } finally {
      if (!good) {
        copy.drop();
      }
    }
  }

  private static Outcome swapped(
      MariaDbServer server, Manifest manifest, TableSwap swap, List<CheckResult> checks)
      throws Exception {
    String database = server.target().database();
    try (Connection connection = server.open(database)) {
      String kept = swap.kept(connection).orElse("");
      checks.add(
          CheckResult.of(
              "swap",
              "the restored tables are in " + database,
              "as expected; the replaced ones are in " + kept,
              true));
      Digest schema = MariaDbContent.schema(connection);
      Digest wanted = manifest.content().schema();
      checks.add(
          CheckResult.of(
              "schema", "fingerprint " + wanted, "fingerprint " + schema, schema.equals(wanted)));
      return Outcome.of(
          new Evidence.Restore(
              database, kept, schema, manifest.content().data(), manifest.content().rows()),
          checks,
          "The tables are swapped. See what differs: views, triggers and routines can be made from the table %s in %s."
              .formatted(Definitions.TABLE, kept));
    }
  }
}
