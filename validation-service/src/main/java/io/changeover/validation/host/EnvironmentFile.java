package io.changeover.validation.host;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of variables as Compose's {@code env_file} takes it. */
final class EnvironmentFile {
  private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([\\w.-]+)\\s*=(.*)");
  private static final Pattern QUOTED = Pattern.compile("([\"'])(.*)\\1");

  private EnvironmentFile() {}

  /**
   * The variables; comments and what names none are left out, quotes around a value too.
   *
   * @throws StepFailure {@code not-registered} when it cannot be read
   */
  static Map<String, String> read(Path file) throws StepFailure {
    Map<String, String> variables = new HashMap<>();
    for (String each : text(file).lines().toList()) {
      Matcher line = LINE.matcher(each);
      if (line.matches()) {
        String value = line.group(2).strip();
        Matcher quoted = QUOTED.matcher(value);
        variables.put(line.group(1), quoted.matches() ? quoted.group(2) : value);
      }
    }
    return variables;
  }

  private static String text(Path file) throws StepFailure {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new StepFailure(
          FailureCode.NOT_REGISTERED,
          "The env-file %s cannot be read.".formatted(file),
          "Correct its path in this service's settings, and let this service's user read it.",
          unreadable);
    }
  }
}
