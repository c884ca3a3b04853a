package io.changeover.rollout.linux;

import io.changeover.rollout.InstanceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * A file with three lines: the process id, when the process was started in ticks since the host
 * came up, and how long the log was then. Only the first line is there when others wrote it.
 */
record PidFile(Path path) {
  /** What stands for a line that is not there. */
  static final long UNKNOWN = -1;

  Optional<InstanceProcess> read() throws IOException {
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(path);
    long pid = number(lines, 0);
    return pid <= 0
        ? Optional.empty()
        : Optional.of(new InstanceProcess(pid, number(lines, 1), Math.max(0, number(lines, 2))));
  }

  /** Takes the place of what was there in one step, so that nobody ever reads half of it. */
  void write(InstanceProcess process) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    Path next = path.resolveSibling(path.getFileName() + ".new");
    Files.writeString(
        next, "%d%n%d%n%d%n".formatted(process.pid(), process.start(), process.logStart()));
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
  }

  void remove() throws IOException {
    Files.deleteIfExists(path);
  }

  private static long number(List<String> lines, int line) {
    try {
      return line < lines.size() ? Long.parseLong(lines.get(line).strip()) : UNKNOWN;
    } catch (NumberFormatException garbage) {
      return UNKNOWN;
    }
  }
}
