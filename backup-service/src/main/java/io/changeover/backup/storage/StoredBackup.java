package io.changeover.backup.storage;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.step.DumpFormat;
import io.changeover.kit.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * The place of a backup.
 *
 * @param directory holds the dump and its manifest; the dump has another name while it is written
 */
public record StoredBackup(BackupId backup, Path directory) {
  /** Beside a copy of a SQLite database, which has a manifest of its own kind. */
  public static final String SQLITE_MANIFEST = "sqlite-manifest.json";

  private static final String MANIFEST = "manifest.json";
  private static final String UNFINISHED = ".unfinished";

  /** A complete dump. */
  public Path dump(DumpFormat format) {
    return directory.resolve(
        switch (format) {
          case CUSTOM -> "dump.custom";
          case DIRECTORY -> "dump.directory";
          case SQL -> "dump.sql.gz";
        });
  }

  /** A dump that is being written. */
  public Path unfinishedDump(DumpFormat format) {
    return directory.resolve(dump(format).getFileName() + UNFINISHED);
  }

  /** The manifest's file. */
  public Path manifestFile() {
    return directory.resolve(MANIFEST);
  }

  /**
   * The manifest, if the backup is complete.
   *
   * @throws StepFailure {@code refused} when there is one that cannot be read
   */
  public Optional<Manifest> manifest() throws StepFailure {
    if (!Files.exists(manifestFile())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Json.mapper().readValue(Files.readAllBytes(manifestFile()), Manifest.class));
    } catch (IOException | JacksonException damaged) {
      throw unreadable(damaged);
    }
  }

  private StepFailure unreadable(Exception damaged) {
    return new StepFailure(
        FailureCode.REFUSED,
        "The manifest of the backup %s cannot be read: %s".formatted(backup, damaged.getMessage()),
        "See what happened to " + manifestFile() + "; without it the backup cannot be trusted.",
        damaged);
  }

  /** Writes the manifest: after a crash there is the old one or the new one, whole. */
  public void write(Manifest manifest) throws IOException {
    DurableFiles.replace(manifestFile(), Json.mapper().writeValueAsBytes(manifest));
  }

  /** Creates the directory, empty: what a dead attempt has left there is removed. */
  public void clear() throws IOException {
    remove();
    DurableFiles.createDirectory(directory);
  }

  /** Removes the backup; the manifest first, so that half a backup never looks like one. */
  public void remove() throws IOException {
    Files.deleteIfExists(manifestFile());
    Files.deleteIfExists(directory.resolve(SQLITE_MANIFEST));
    DurableFiles.removeTree(directory);
  }

  /** Gives the finished dump its name, durably. */
  public void finish(DumpFormat format) throws IOException {
    DurableFiles.rename(unfinishedDump(format), dump(format));
  }
}
