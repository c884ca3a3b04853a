package io.changeover.rollout.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The processes of this host, read from /proc (see proc(5)). */
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");

  /** One live process. */
  record Row(long pid, String name, long parent, long group, long session, long start) {
    Identity identity() {
      return new Identity(pid, start);
    }
  }

  /** What stays the same of a process for all its life, and is never given to another. */
  record Identity(long pid, long start) {}

  /** A process that lives; one that is dead but not yet collected by its parent does not. */
  Optional<Row> find(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
      // The name stands in parentheses and may hold parentheses and spaces itself.
      int open = stat.indexOf('(');
      int close = stat.lastIndexOf(')');
      String[] fields = stat.substring(close + 2).split(" ", -1);
      return fields[0].equals("Z") || fields[0].equals("X")
          ? Optional.empty()
          : Optional.of(row(pid, stat.substring(open + 1, close), fields));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static Row row(long pid, String name, String[] fields) {
    return new Row(
        pid,
        name,
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[19]));
  }

  List<Row> all() {
    List<Row> rows = new ArrayList<>();
    for (Path directory : directories()) {
      find(Long.parseLong(directory.getFileName().toString())).ifPresent(rows::add);
    }
    return rows;
  }

  /** Whether a process was given a variable with this value when it was started. */
  boolean wasGiven(Row row, String variable, String value) {
    try {
      String environment =
          Files.readString(PROC.resolve(row.pid() + "/environ"), StandardCharsets.ISO_8859_1);
      String wanted =
          new String(
              (variable + "=" + value).getBytes(StandardCharsets.UTF_8),
              StandardCharsets.ISO_8859_1);
      return Arrays.asList(environment.split("\0", -1)).contains(wanted);
    } catch (IOException notOurs) {
      return false;
    }
  }

  /** Whether a process holds one of these sockets open; false when we may not look. */
  boolean holds(Row row, List<String> sockets) {
    try (DirectoryStream<Path> descriptors =
        Files.newDirectoryStream(PROC.resolve(row.pid() + "/fd"))) {
      for (Path descriptor : descriptors) {
        if (sockets.contains(target(descriptor))) {
          return true;
        }
      }
      return false;
    } catch (IOException notOurs) {
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static List<Path> directories() {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      List<Path> found = new ArrayList<>();
      entries.forEach(found::add);
      return found;
    } catch (IOException noProc) {
      throw new IllegalStateException("This service needs /proc to find processes.", noProc);
    }
  }
}
