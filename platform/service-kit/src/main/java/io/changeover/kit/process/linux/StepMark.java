package io.changeover.kit.process.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Marks every process of a step in its environment, which all its descendants inherit, those that
 * leave its group included. So they are found although nobody has recorded them. Linux only.
 *
 * @param command the step's command
 * @param fence of the attempt
 */
public record StepMark(String command, long fence) {
  /** The variable. */
  public static final String VARIABLE = "CHANGEOVER_STEP";

  private static final Path PROC = Path.of("/proc");
  private static final char BETWEEN = '#';

  /** What a marked process has in its environment. */
  public Map<String, String> environment() {
    return Map.of(VARIABLE, command + BETWEEN + fence);
  }

  /**
   * Ends what older attempts at the same command have left on this host, and returns when none of
   * it runs any more. Sees processes of the same user, as root those of all.
   *
   * @return how many there were
   * @throws IllegalStateException when a process does not die
   */
  public int endOlder() {
    List<Long> older = older();
    for (Long pid : older) {
      ProcessGroups.end(pid, List.of(pid));
    }
    return older.size();
  }

  private List<Long> older() {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (isOlder(process) && ProcessTable.alive(pid)) {
          found.add(pid);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      throw new IllegalStateException("/proc cannot be read; marks need Linux", unreadable);
    }
    return found;
  }

  private boolean isOlder(Path process) {
    String start = VARIABLE + "=" + command + BETWEEN;
    try {
      String environment =
          Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
      for (String each : environment.split("\0", -1)) {
        if (each.startsWith(start)) {
          return Long.parseLong(each.substring(start.length())) < fence;
        }
      }
      return false;
    } catch (IOException | NumberFormatException goneOrNotOurs) {
      // It has ended, belongs to another user, or carries what only looks like a mark.
      return false;
    }
  }
}
