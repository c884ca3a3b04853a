package io.changeover.kit.target.settings;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Secrets that stand in files; read anew each time, so that a changed one counts at once. */
final class SecretFiles {
  private final Secrets secrets;

  SecretFiles(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * The content without one line break at its end.
   *
   * @param what it is, for the failure's message
   */
  String read(Path file, String what) throws StepFailure {
    try {
      String content = Files.readString(file);
      return secrets.remember(
          content.endsWith("\n") ? content.substring(0, content.length() - 1) : content);
    } catch (IOException unreadable) {
      throw new StepFailure(
          FailureCode.NOT_REGISTERED,
          "The file %s with %s cannot be read.".formatted(file, what),
          "Create the file, readable by this service alone, or correct its path in this service's settings.",
          unreadable);
    }
  }
}
