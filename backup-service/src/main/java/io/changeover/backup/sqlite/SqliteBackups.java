package io.changeover.backup.sqlite;

import io.changeover.backup.storage.AgedBackup;
import io.changeover.backup.storage.BackupId;
import io.changeover.backup.storage.BackupRegister;
import io.changeover.backup.storage.DurableFiles;
import io.changeover.backup.storage.Storage;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.Digest;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.json.Json;
import io.changeover.kit.step.StepFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Where backups of SQLite databases lie: in the storage, one directory for each. */
@Component
final class SqliteBackups {
  private static final String COPY = "database.sqlite";

  private final Storage storage;
  private final BackupRegister register;

  SqliteBackups(Storage storage, BackupRegister register) {
    this.storage = storage;
    this.register = register;
  }

  /** The place of a backup. */
  record Place(BackupId backup, Path directory) {
    Path copy() {
      return directory.resolve(COPY);
    }

    Path unfinished() {
      return directory.resolve(COPY + ".unfinished");
    }

    Optional<SqliteManifest> manifest() throws IOException {
      Path file = directory.resolve(StoredBackup.SQLITE_MANIFEST);
      return Files.exists(file)
          ? Optional.of(Json.mapper().readValue(Files.readAllBytes(file), SqliteManifest.class))
          : Optional.empty();
    }

    void write(SqliteManifest manifest) throws IOException {
      DurableFiles.replace(
          directory.resolve(StoredBackup.SQLITE_MANIFEST),
          Json.mapper().writeValueAsBytes(manifest));
    }

    /** Whether the copy is there as it was written. */
    boolean isUndamaged(SqliteManifest manifest) throws IOException {
      return Files.exists(copy()) && sha256(copy()).equals(manifest.sha256());
    }
  }

  Place of(StepCommand command, TargetName target) {
    return place(storage.of(command, target));
  }

  private static Place place(StoredBackup stored) {
    return new Place(stored.backup(), stored.directory());
  }

  /**
   * The complete backups of a target. What cannot be read, or does not tell its age, is left out.
   */
  List<AgedBackup> of(TargetName target) throws IOException {
    List<AgedBackup> found = new ArrayList<>();
    for (StoredBackup stored : storage.named(target)) {
      try {
        place(stored).manifest().flatMap(SqliteManifest::aged).ifPresent(found::add);
      } catch (JacksonException damaged) {
        // As with every backup whose manifest cannot be read: nobody but a person may remove it.
      }
    }
    return found;
  }

  /** Notes a complete backup, so that it is remembered when retention has removed it. */
  void note(SqliteManifest manifest) {
    manifest.registered().ifPresent(register::note);
  }

  /**
   * The place of the backup that a step has made.
   *
   * @throws StepFailure {@code refused} when there is none, or it was changed
   */
  Place made(StepCommand command, StepId step) throws StepFailure, IOException {
    if (command.evidence().get(step) instanceof Evidence.Backup evidence) {
      Place place = place(storage.at(BackupId.parse(evidence.backup())));
      Optional<SqliteManifest> manifest = place.manifest();
      if (manifest.isPresent() && manifest.get().sha256().equals(evidence.sha256())) {
        return place;
      }
      requireNotRemoved(place.backup());
    }
    throw new StepFailure(
        FailureCode.REFUSED,
        "The step %s has no backup to show that is still in the storage.".formatted(step),
        "See whether its directory was moved or changed, and bring it back.");
  }

  private void requireNotRemoved(BackupId backup) throws StepFailure {
    Optional<Instant> removed = register.removedAt(backup);
    if (removed.isPresent()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The backup %s was removed by the retention at %s.".formatted(backup, removed.get()),
          "Bring it back from wherever copies of it are kept.");
    }
  }

  static Digest sha256(Path file) throws IOException {
    try (InputStream stream =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      stream.transferTo(java.io.OutputStream.nullOutputStream());
      return new Digest(
          HexFormat.of().formatHex(((DigestInputStream) stream).getMessageDigest().digest()));
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }
}
