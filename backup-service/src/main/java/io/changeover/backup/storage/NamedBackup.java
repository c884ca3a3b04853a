package io.changeover.backup.storage;

import io.changeover.contracts.Digest;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.StepId;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.step.StepFailure;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The backup that a command's evidence names. */
@Component
public final class NamedBackup {
  private final Storage storage;
  private final BackupRegister register;

  NamedBackup(Storage storage, BackupRegister register) {
    this.storage = storage;
    this.register = register;
  }

  /**
   * The manifest of the backup that a step has made.
   *
   * @throws StepFailure {@code refused} when the step has none to show, it is not in the storage,
   *     or it is not the one that was made
   */
  public Manifest by(StepCommand command, StepId step) throws StepFailure {
    Named evidence = named(command.evidence().get(step));
    if (evidence == null) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The step %s has no backup to show.".formatted(step),
          "Run it first; without its backup there is nothing to compare with or to go back to.");
    }
    BackupId id = BackupId.parse(evidence.backup());
    Manifest manifest =
        storage.at(id).manifest().orElseThrow(() -> gone(id, register.removedAt(id)));
    if (!manifest.dump().sha256().equals(evidence.sha256())) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The backup %s in the storage is not the one that the step %s has made."
              .formatted(id, step),
          "See who has replaced " + storage.at(id).directory());
    }
    return manifest;
  }

  private record Named(String backup, Digest sha256) {}

  private static @Nullable Named named(@Nullable Evidence evidence) {
    return switch (evidence) {
      case Evidence.Backup made -> new Named(made.backup(), made.sha256());
      case Evidence.Clone made -> new Named(made.backup(), made.sha256());
      case null, default -> null;
    };
  }

  /** Where a backup lies. */
  public StoredBackup place(Manifest manifest) {
    return storage.at(manifest.backup());
  }

  private StepFailure gone(BackupId id, Optional<Instant> removed) {
    return new StepFailure(
        FailureCode.REFUSED,
        removed
            .map(at -> "The backup %s was removed by the retention at %s.".formatted(id, at))
            .orElse("The backup %s is not in the storage.".formatted(id)),
        "Bring %s back from wherever copies of it are kept.".formatted(storage.at(id).directory()));
  }
}
