package io.changeover.kit.process.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds processes by a variable of their environment. Sees those of the same user, as root those of
 * all; a process that was started with another environment is not found.
 */
final class MarkedProcesses {
  private static final Path PROC = Path.of("/proc");

  private MarkedProcesses() {}

  /**
   * The living processes with such a variable.
   *
   * @param mark is asked about each variable as {@code name=value}
   */
  static List<Long> living(Predicate<String> mark) {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (carries(process, mark) && ProcessTable.alive(pid)) {
          found.add(pid);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      throw new IllegalStateException("/proc cannot be read; marks need Linux", unreadable);
    }
    return found;
  }

  private static boolean carries(Path process, Predicate<String> mark) {
    try {
      String environment =
          Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
      return Arrays.stream(environment.split("\0", -1)).anyMatch(mark);
    } catch (IOException goneOrNotOurs) {
      return false;
    }
  }
}
