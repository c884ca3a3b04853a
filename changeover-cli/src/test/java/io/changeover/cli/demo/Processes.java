package io.changeover.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process of this machine, as /proc tells.
 *
 * @param arguments its command line
 */
record Processes(long pid, List<String> arguments) {
  /** All that work in a directory, or name it in their command line; this program excepted. */
  static List<Processes> of(Path directory) throws IOException {
    List<Processes> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path entry : all.filter(Processes::isProcess).toList()) {
        read(entry, directory).ifPresent(found::add);
      }
    }
    return found;
  }

  private static boolean isProcess(Path entry) {
    String name = entry.getFileName().toString();
    return name.chars().allMatch(Character::isDigit)
        && Long.parseLong(name) != ProcessHandle.current().pid();
  }

  private static Optional<Processes> read(Path entry, Path directory) {
    try {
      String line = Files.readString(entry.resolve("cmdline"), StandardCharsets.ISO_8859_1);
      List<String> arguments = Arrays.stream(line.split("\0")).toList();
      boolean works = Files.readSymbolicLink(entry.resolve("cwd")).startsWith(directory);
      return works || line.contains(directory.toString())
          ? Optional.of(new Processes(Long.parseLong(entry.getFileName().toString()), arguments))
          : Optional.empty();
    } catch (IOException ended) {
      return Optional.empty();
    }
  }

  /** Ends it at once, as a machine that runs out of memory does. */
  void kill() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor();
  }

  boolean names(String word) {
    return arguments.stream().anyMatch(argument -> argument.contains(word));
  }
}
