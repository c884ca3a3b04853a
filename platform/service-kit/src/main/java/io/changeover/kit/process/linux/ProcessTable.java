package io.changeover.kit.process.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The running processes, from /proc. */
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");

  /** Where fields start behind the command's name, which may hold spaces and brackets. */
  private static final int STATE = 0;

  private static final int GROUP = 2;
  private static final int SESSION = 3;

  private ProcessTable() {}

  private record Entry(long pid, char state, long group, long session) {
    boolean alive() {
      return state != 'Z' && state != 'X';
    }
  }

  /** The living members of a group that leads its own session; zombies do nothing any more. */
  static List<Long> members(long group) {
    List<Long> members = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        entry(process)
            .filter(found -> found.alive() && found.group() == group && found.session() == group)
            .ifPresent(found -> members.add(found.pid()));
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      throw new IllegalStateException(
          "/proc cannot be read; process groups need Linux", unreadable);
    }
    return members;
  }

  /** True when the process runs, and is no zombie. */
  static boolean alive(long pid) {
    return entry(PROC.resolve(Long.toString(pid))).filter(Entry::alive).isPresent();
  }

  /** Its program and arguments, with spaces between them; its name when it hides them. */
  static String command(long pid) {
    Path process = PROC.resolve(Long.toString(pid));
    try {
      String arguments = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
      return arguments.isBlank()
          ? Files.readString(process.resolve("comm"), StandardCharsets.ISO_8859_1).strip()
          : arguments.replace('\0', ' ').strip();
    } catch (IOException ended) {
      return "?";
    }
  }

  private static Optional<Entry> entry(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", SESSION + 2);
      return Optional.of(
          new Entry(
              Long.parseLong(process.getFileName().toString()),
              fields[STATE].charAt(0),
              Long.parseLong(fields[GROUP]),
              Long.parseLong(fields[SESSION])));
    } catch (NoSuchFileException ended) {
      return Optional.empty();
    } catch (IOException endedWhileRead) {
      // The kernel answers ESRCH when the process ends between open and read.
      return Optional.empty();
    }
  }
}
