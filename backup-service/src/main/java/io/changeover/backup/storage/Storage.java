package io.changeover.backup.storage;

import io.changeover.backup.BackupSettings;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The directory in which backups lie: one directory for each target, in it one for each backup. */
@Component
public final class Storage {
  private final Path root;

  Storage(BackupSettings settings) {
    root = settings.storage();
  }

  /** The place of the backup that a command makes; nothing need be there yet. */
  public StoredBackup of(StepCommand command, TargetName target) {
    return at(BackupId.of(command, target));
  }

  /** The place of a backup; nothing need be there. */
  public StoredBackup at(BackupId backup) {
    return new StoredBackup(backup, root.resolve(backup.target().value()).resolve(backup.name()));
  }

  /**
   * What is there of a target.
   *
   * @param unreadable places whose manifest cannot be read; they are left alone
   */
  public record Listing(List<Manifest> manifests, List<Path> unreadable) {}

  /** The complete backups of a target. */
  public Listing of(TargetName target) throws IOException {
    List<Manifest> readable = new ArrayList<>();
    List<Path> unreadable = new ArrayList<>();
    for (Path place : places(target)) {
      try {
        new StoredBackup(BackupId.parse(target + "/" + place.getFileName()), place)
            .manifest()
            .ifPresent(readable::add);
      } catch (StepFailure | IllegalArgumentException damagedOrStrange) {
        unreadable.add(place);
      }
    }
    return new Listing(readable, unreadable);
  }

  /** The places that are called as backups of a target are, whatever lies there. */
  public List<StoredBackup> named(TargetName target) throws IOException {
    List<StoredBackup> named = new ArrayList<>();
    for (Path place : places(target)) {
      try {
        named.add(new StoredBackup(BackupId.parse(target + "/" + place.getFileName()), place));
      } catch (IllegalArgumentException notOurs) {
        // Somebody keeps something of his here.
      }
    }
    return named;
  }

  private List<Path> places(TargetName target) throws IOException {
    Path directory = root.resolve(target.value());
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> places = Files.list(directory)) {
      return places.filter(Files::isDirectory).sorted().toList();
    }
  }

  /**
   * The manifest of a backup that somebody counts on.
   *
   * @throws StepFailure {@code refused} when it is not there
   */
  public Manifest require(BackupId backup) throws StepFailure {
    Optional<Manifest> found = at(backup).manifest();
    return found.orElseThrow(() ->
        new StepFailure(
            FailureCode.REFUSED,
            "There is no backup %s in the storage.".formatted(backup),
            "See whether its directory was moved or removed, and bring it back to "
                + at(backup).directory()));
  }
}
