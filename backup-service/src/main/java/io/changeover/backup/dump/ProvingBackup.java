package io.changeover.backup.dump;

import io.changeover.backup.content.ComparingCopy;
import io.changeover.backup.pgdump.PgRestore;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.Session;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Progress;
import io.changeover.contracts.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Proves a dump by a real restore into a scratch database on the same server. */
@Component
final class ProvingBackup {
  private final ScratchDatabases scratches;
  private final PgRestore pgRestore;

  ProvingBackup(ScratchDatabases scratches, PgRestore pgRestore) {
    this.scratches = scratches;
    this.pgRestore = pgRestore;
  }

  /**
   * How it went.
   *
   * @param restoredIn how long pg_restore took
   */
  record Result(Duration restoredIn, List<CheckResult> checks) {
    boolean proved() {
      return checks.stream().allMatch(check -> check.verdict() == Verdict.PASSED);
    }
  }

  Result prove(Server server, StoredBackup place, Manifest manifest, int jobs) throws Exception {
    try (ScratchDatabases.Scratch scratch = scratches.create(server, manifest.properties())) {
      Duration took = pgRestore.restore(server, place, manifest, scratch.name(), jobs);
      List<CheckResult> checks = new ArrayList<>();
      checks.add(
          CheckResult.of(
              "restored",
              "the whole dump, into a scratch database",
              "in %.1f s".formatted(took.toMillis() / 1_000.0),
              true));
      server
          .attempt()
          .context()
          .progress(new Progress(0, 0, "tables", "comparing the restored copy"));
      try (Session copy = server.open(scratch.name())) {
        checks.addAll(ComparingCopy.with(manifest.content(), copy));
      }
      return new Result(took, checks);
    }
  }
}
