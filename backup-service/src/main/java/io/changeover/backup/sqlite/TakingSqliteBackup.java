package io.changeover.backup.sqlite;

import io.changeover.backup.storage.DurableFiles;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Progress;
import io.changeover.kit.sqlite.SqliteBackup;
import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.sqlite.SqliteFailure;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.SqliteTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Forward: a copy through the online backup interface, and its proof. */
@Component
final class TakingSqliteBackup {
  private static final String WHAT_TO_DO =
      "The copy does not count as a backup. See what the failed check says, then retry the step.";

  private final Clock clock;

  TakingSqliteBackup(Clock clock) {
    this.clock = clock;
  }

  /** A complete, undamaged backup of an earlier attempt is used. */
  Outcome into(SqliteBackups.Place place, SqliteTarget target, StepContext context)
      throws IOException, StepFailure, InterruptedException {
    Optional<SqliteManifest> earlier = place.manifest();
    if (earlier.isPresent() && place.isUndamaged(earlier.get())) {
      return Outcome.succeeded(earlier.get().evidence(place.copy().toString()));
    }
    try {
      return copied(place, target, context);
    } catch (SqliteFailure failure) {
      throw SqliteReasons.explained(failure);
    } finally {
      remove(place.unfinished());
    }
  }

  /** With the journal that SQLite leaves beside a copy that it could not finish. */
  private static void remove(Path unfinished) throws IOException {
    Files.deleteIfExists(Path.of(unfinished + "-journal"));
    Files.deleteIfExists(unfinished);
  }

  /**
   * The source is copied and read again within one transaction: both are of the same moment,
   * whatever is written meanwhile. A writer of a write-ahead log goes on; without one it waits as
   * long as it has said that it may, so that nothing else is done before the source is let go.
   */
  private Outcome copied(SqliteBackups.Place place, SqliteTarget target, StepContext context)
      throws IOException, StepFailure, InterruptedException {
    DurableFiles.createDirectory(place.directory());
    remove(place.unfinished());
    Files.deleteIfExists(place.copy());
    Instant began = clock.instant();
    try (SqliteConnection source = SqliteConnection.open(target.file());
        StepContext.Registration _ = context.onStop(source::interrupt)) {
      source.execute("BEGIN IMMEDIATE");
      source.execute("ROLLBACK");
      source.execute("BEGIN");
      // Only the first thing that is read begins it.
      source.execute("SELECT count(*) FROM sqlite_schema");
      SqliteBackup.copy(source, place.unfinished(), (done, all) -> tell(done, all, context));
      return proved(place, target, source, began, context);
    }
  }

  private static void tell(int done, int all, StepContext context) throws InterruptedException {
    context.progress(new Progress(done, all, "pages", "copying the database"));
    context.throwIfStopped();
  }

  private Outcome proved(
      SqliteBackups.Place place,
      SqliteTarget target,
      SqliteConnection source,
      Instant began,
      StepContext context)
      throws IOException, StepFailure, InterruptedException {
    Instant copied = clock.instant();
    List<CheckResult> checks = new ArrayList<>();
    SqliteContent original = SqliteContent.within(source, context);
    source.execute("ROLLBACK");
    SqliteContent content = proof(place.unfinished(), checks, context);
    checks.add(equal("row counts", rows(original), rows(content)));
    checks.add(
        equal(
            "checksums of %d tables".formatted(original.tables().size()),
            original.data().value(),
            content.data().value()));
    checks.add(equal("schema", original.schema().value(), content.schema().value()));
    DurableFiles.sync(place.unfinished());
    SqliteManifest manifest =
        new SqliteManifest(
            place.backup(),
            target.file().toString(),
            new ByteSize(Files.size(target.file())),
            new ByteSize(Files.size(place.unfinished())),
            SqliteBackups.sha256(place.unfinished()),
            content,
            Duration.between(began, copied),
            Duration.between(copied, clock.instant()),
            began);
    Outcome outcome = Outcome.of(manifest.evidence(place.copy().toString()), checks, WHAT_TO_DO);
    if (outcome instanceof Outcome.Succeeded) {
      DurableFiles.rename(place.unfinished(), place.copy());
      place.write(manifest);
    }
    return outcome;
  }

  private static String rows(SqliteContent content) {
    return content.rows() + " rows";
  }

  private static CheckResult equal(String what, String source, String copy) {
    return CheckResult.of(what, source, copy, source.equals(copy));
  }

  /** Opens the copy as somebody would who needs it. */
  static SqliteContent proof(Path copy, List<CheckResult> checks, StepContext context)
      throws SqliteFailure, StepFailure, InterruptedException {
    try (SqliteConnection opened = SqliteConnection.open(copy);
        StepContext.Registration _ = context.onStop(opened::interrupt)) {
      String integrity = String.join("; ", opened.list("PRAGMA integrity_check(10)"));
      checks.add(CheckResult.of("integrity_check", "ok", integrity, integrity.equals("ok")));
      return SqliteContent.read(opened, context);
    }
  }
}
