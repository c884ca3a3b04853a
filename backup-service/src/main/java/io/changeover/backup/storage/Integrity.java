package io.changeover.backup.storage;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a dump is still what was written. */
public final class Integrity {
  private Integrity() {}

  /** What is wrong with a dump, for a person; empty when every byte is as it was written. */
  public static Optional<String> fault(StoredBackup place, Manifest manifest, StepContext context)
      throws IOException, InterruptedException {
    Optional<String> missing = faultBySize(place, manifest);
    if (missing.isPresent()) {
      return missing;
    }
    Digested now = Digested.of(place.dump(manifest.dump().format()), context);
    return now.sha256().equals(manifest.dump().sha256())
        ? Optional.empty()
        : Optional.of(
            "its SHA-256 is %s but was %s when it was written"
                .formatted(now.sha256(), manifest.dump().sha256()));
  }

  /** As {@link #fault}, without reading what is in the dump. */
  public static Optional<String> faultBySize(StoredBackup place, Manifest manifest)
      throws IOException {
    Path dump = place.dump(manifest.dump().format());
    if (!Files.exists(dump)) {
      return Optional.of("it is not there");
    }
    long now = sizeOf(dump);
    long then = manifest.dump().bytes().bytes();
    return now == then
        ? Optional.empty()
        : Optional.of("it has %,d bytes but had %,d when it was written".formatted(now, then));
  }

  /** The bytes of a dump, as far as it is written. */
  public static long sizeOf(Path dump) throws IOException {
    if (!Files.isDirectory(dump)) {
      return Files.exists(dump) ? Files.size(dump) : 0;
    }
    long bytes = 0;
    for (Path file : DurableFiles.filesOf(dump)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /**
   * Every byte is as it was written.
   *
   * @throws StepFailure {@code refused} when it is not
   */
  public static void require(StoredBackup place, Manifest manifest, StepContext context)
      throws IOException, StepFailure, InterruptedException {
    Optional<String> fault = fault(place, manifest, context);
    if (fault.isPresent()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The dump of the backup %s is damaged: %s.".formatted(place.backup(), fault.get()),
          "Nothing was changed. Bring a good copy of %s back, or choose another way back."
              .formatted(place.dump(manifest.dump().format())));
    }
  }
}
