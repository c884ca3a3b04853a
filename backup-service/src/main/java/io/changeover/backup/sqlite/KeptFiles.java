package io.changeover.backup.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the files lie that a deployment's ways back have replaced: each holds what was written
 * since the backup, so none takes another one's place.
 *
 * @param first the first one's name; those after it have a number
 */
record KeptFiles(Path first) {
  /**
   * The name for a file that is about to be replaced; the one that a crash has given it already.
   */
  Path next(Path file) throws IOException {
    int number = 1;
    while (Files.exists(named(number)) && !isSame(named(number), file)) {
      number++;
    }
    return named(number);
  }

  /** The newest one, or the first where there is none. */
  Path newest() {
    int number = 1;
    while (Files.exists(named(number + 1))) {
      number++;
    }
    return named(number);
  }

  private static boolean isSame(Path kept, Path file) throws IOException {
    return Files.exists(file) && Files.isSameFile(kept, file);
  }

  private Path named(int number) {
    return number == 1 ? first : first.resolveSibling(first.getFileName() + "-" + number);
  }
}
