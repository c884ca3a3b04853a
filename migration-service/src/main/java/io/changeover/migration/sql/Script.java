package io.changeover.migration.sql;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.json.Json;
import io.changeover.kit.step.StepFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of SQL.
 *
 * @param name where it lies below the workspace
 * @param checksum SHA-256 of its bytes
 */
public record Script(String name, String text, String checksum) {
  /** A larger one is data, not a change of the schema. */
  public static final int MOST_BYTES = 16_000_000;

  /**
   * Reads a file.
   *
   * @throws StepFailure {@code refused} when it is not there, not UTF-8, too large or outside of
   *     the workspace
   */
  public static Script read(Path workspace, RelativePath path) throws StepFailure {
    try {
      Path file = inside(workspace, path);
      if (Files.size(file) > MOST_BYTES) {
        throw refused(path, "has more than %,d bytes".formatted(MOST_BYTES));
      }
      byte[] bytes = Files.readAllBytes(file);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Script(path.value(), text, Json.sha256(bytes).value());
    } catch (CharacterCodingException binary) {
      throw refused(path, "is not UTF-8");
    } catch (IOException unreadable) {
      throw refused(path, "cannot be read");
    }
  }

  /** The real path of what lies in a workspace. */
  static Path inside(Path workspace, RelativePath path) throws IOException, StepFailure {
    Path root = workspace.toRealPath();
    Path real = root.resolve(path.value()).toRealPath();
    if (!real.startsWith(root)) {
      throw refused(path, "leads out of the workspace");
    }
    return real;
  }

  static StepFailure refused(RelativePath path, String why) {
    return new StepFailure(
        FailureCode.REFUSED,
        "The file '%s' %s.".formatted(path, why),
        "See that the workspace is at the right commit, or correct the path in the plan.");
  }

  /** The line at which a character stands, from 1. */
  public int lineOf(int character) {
    return 1 + (int) text.substring(0, character).chars().filter(each -> each == '\n').count();
  }
}
