package io.changeover.backup.sqlite;

import io.changeover.backup.storage.DurableFiles;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.sqlite.SqliteFailure;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.SqliteTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Back: a copy of the backup is written beside the database, proved, and takes its name at once.
 * The file that it replaces is kept. Nobody may have the database open, or he would go on with the
 * old one.
 */
@Component
final class RestoringSqliteFile {
  /** What SQLite keeps beside a database; of the old one it would damage the new one. */
  private static final List<String> BESIDE = List.of("-journal", "-wal", "-shm");

  private static final String GROUP = "posix:group";

  private static final String WHAT_TO_DO =
      "Nothing was replaced. See what the failed check says, then retry the step.";

  Outcome back(SqliteBackups.Place place, SqliteTarget target, StepContext context)
      throws IOException, StepFailure, InterruptedException {
    SqliteManifest manifest = place.manifest().orElseThrow();
    Path file = target.file();
    KeptFiles kept =
        new KeptFiles(file.resolveSibling(file.getFileName() + ".replaced-" + suffix(place)));
    if (Files.exists(file) && SqliteBackups.sha256(file).equals(manifest.sha256())) {
      return Outcome.succeeded(evidence(file, kept.newest(), manifest));
    }
    requireUnused(file);
    Path ready = file.resolveSibling(file.getFileName() + ".restoring");
    copy(place.copy(), ready);
    Path next = kept.next(file);
    List<CheckResult> checks = new ArrayList<>();
    SqliteContent content = proof(ready, checks, context);
    checks.add(
        CheckResult.of(
            "content",
            manifest.content().data().value(),
            content.data().value(),
            content.equals(manifest.content())));
    Outcome outcome = Outcome.of(evidence(file, next, manifest), checks, WHAT_TO_DO);
    if (outcome instanceof Outcome.Succeeded) {
      swap(ready, file, next);
    } else {
      Files.delete(ready);
    }
    return outcome;
  }

  /** Nobody else may read it before it has the place, and the rights, of the one it replaces. */
  private static void copy(Path from, Path ready) throws IOException {
    Files.deleteIfExists(ready);
    Files.createFile(
        ready, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(ready)) {
      Files.copy(from, out);
    }
    DurableFiles.sync(ready);
  }

  private static String suffix(SqliteBackups.Place place) {
    return place.backup().name().substring(0, 8);
  }

  private static SqliteContent proof(Path ready, List<CheckResult> checks, StepContext context)
      throws StepFailure, InterruptedException {
    try {
      return TakingSqliteBackup.proof(ready, checks, context);
    } catch (SqliteFailure failure) {
      throw SqliteReasons.explained(failure);
    }
  }

  private static Evidence evidence(Path file, Path kept, SqliteManifest manifest) {
    return new Evidence.Restore(
        file.toString(),
        kept.toString(),
        manifest.content().schema(),
        manifest.content().data(),
        manifest.content().rows());
  }

  private static void swap(Path ready, Path file, Path kept) throws IOException {
    if (Files.exists(file)) {
      Files.setPosixFilePermissions(ready, Files.getPosixFilePermissions(file));
      Files.setOwner(ready, Files.getOwner(file));
      Object group = Files.getAttribute(file, GROUP);
      if (!group.equals(Files.getAttribute(ready, GROUP))) {
        Files.setAttribute(ready, GROUP, group);
      }
      if (!Files.exists(kept)) {
        Files.createLink(kept, file);
      }
      for (String each : BESIDE) {
        Path beside = Path.of(file + each);
        if (Files.exists(beside)) {
          DurableFiles.rename(beside, Path.of(kept + each));
        }
      }
    }
    DurableFiles.rename(ready, file);
  }

  /** A damaged file nobody can use; it is replaced. */
  private static void requireUnused(Path file) throws StepFailure {
    if (!Files.exists(file)) {
      return;
    }
    try (SqliteConnection connection = SqliteConnection.open(file)) {
      connection.execute("PRAGMA locking_mode = EXCLUSIVE");
      connection.execute("BEGIN EXCLUSIVE");
      connection.execute("ROLLBACK");
    } catch (SqliteFailure failure) {
      if (failure.kind() == SqliteFailure.Kind.LOCKED) {
        throw inUse(failure);
      }
    }
  }

  private static StepFailure inUse(SqliteFailure failure) {
    return new StepFailure(
        FailureCode.REFUSED,
        "Somebody has the database open: " + failure.getMessage(),
        "Stop the application, then retry the step.",
        failure);
  }
}
