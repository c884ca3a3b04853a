package io.changeover.backup.restore;

import io.changeover.backup.server.Lock;
import io.changeover.backup.server.Rights;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.ServerDatabases;
import io.changeover.backup.server.Session;
import io.changeover.backup.storage.Integrity;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.NamedBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Progress;
import io.changeover.contracts.Verdict;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Back, rollback level 3: a restored and compared copy takes the database's name, and the replaced
 * database is kept, read-only. {@link Standing} tells the stages and what a retry does in each.
 */
@Component
public final class RestoringBackup {
  private static final String WHAT_TO_DO =
      "The database was not touched. See what differs, and choose another way back.";

  private final NamedBackup named;
  private final RestoredCopies copies;
  private final Clock clock;

  RestoringBackup(NamedBackup named, RestoredCopies copies, Clock clock) {
    this.named = named;
    this.copies = copies;
    this.clock = clock;
  }

  /**
   * Restores the backup that the command's evidence names.
   *
   * @param jobs more than one restores tables side by side
   */
  public Outcome back(Server server, int jobs) throws Exception {
    Manifest manifest = named.by(server.attempt().command(), server.attempt().command().step());
    List<CheckResult> checks = new ArrayList<>();
    try (Session session = server.openMaintenance()) {
      Lock.take(session, copies.nameFor(server));
      Swap swap = swap(server, session);
      Standing standing = swap.standing();
      if (standing.stage() == Standing.Stage.NAMELESS) {
        swap.giveBack(standing.kept().orElseThrow().name());
        standing = swap.standing();
      }
      if (standing.stage() == Standing.Stage.NOTHING) {
        checks.addAll(copied(server, session, manifest, jobs));
      }
    }
    if (checks.stream().anyMatch(check -> check.verdict() == Verdict.FAILED)) {
      return Outcome.of(new Evidence.None(), checks, WHAT_TO_DO);
    }
    return swapped(server, manifest, checks);
  }

  private Swap swap(Server server, Session session) {
    return new Swap(
        session,
        server.target().database(),
        copies.nameFor(server),
        new Marks(server.attempt().key()));
  }

  private List<CheckResult> copied(Server server, Session session, Manifest manifest, int jobs)
      throws Exception {
    Rights.requireCreateDatabase(server, session);
    Rights.requireOwner(server, session, server.target().database());
    tell(server, "reading the dump's SHA-256");
    Integrity.require(named.place(manifest), manifest, server.attempt().context());
    copies.dropLeftovers(session);
    List<CheckResult> checks = new ArrayList<>();
    checks.add(CheckResult.of("dump", "SHA-256 " + manifest.dump().sha256(), "equal", true));
    checks.addAll(copies.make(server, session, named.place(manifest), manifest, jobs));
    return checks;
  }

  /** The swap takes a moment, and is not stopped half-way. */
  private Outcome swapped(Server server, Manifest manifest, List<CheckResult> checks)
      throws Exception {
    server.attempt().context().throwIfStopped();
    tell(server, "the restored copy takes the database's name");
    Standing standing = handOver(server);
    String kept = standing.kept().map(ServerDatabases.Found::name).orElse("");
    String database = server.target().database();
    checks.add(
        CheckResult.of(
            "swap",
            "the copy is called " + database,
            kept.isEmpty()
                ? "as expected; there was no database of that name"
                : "as expected; the replaced one is called %s and is read-only".formatted(kept),
            true));
    return Outcome.succeeded(
        new Evidence.Restore(
            database,
            kept,
            manifest.content().schema(),
            manifest.content().data(),
            manifest.content().rows()),
        checks);
  }

  private Standing handOver(Server server) throws SQLException, StepFailure {
    AtomicReference<@Nullable Standing> standing = new AtomicReference<>();
    try {
      server.cleanUp(session -> standing.set(swap(server, session).finish(clock.instant())));
    } catch (SQLException failed) {
      server.cleanUp(session -> standing.set(swap(server, session).recover()));
      if (stageOf(standing.get()) != Standing.Stage.SWAPPED) {
        throw failed;
      }
    }
    return Objects.requireNonNull(standing.get());
  }

  private static Standing.@Nullable Stage stageOf(@Nullable Standing standing) {
    return standing == null ? null : standing.stage();
  }

  private static void tell(Server server, String what) {
    server.attempt().context().progress(new Progress(0, 0, "steps", what));
  }
}
