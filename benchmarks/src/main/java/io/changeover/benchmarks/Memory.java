package io.changeover.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The memory that a process and all its descendants occupy, shared pages counted once (PSS). */
final class Memory {
  private Memory() {}

  /** In MiB, without this process itself. */
  static double ofDescendantsMiB() {
    try (Stream<ProcessHandle> children = ProcessHandle.current().descendants()) {
      return children.mapToLong(child -> pssKiB(child.pid())).sum() / 1024.0;
    }
  }

  private static long pssKiB(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/%d/smaps_rollup".formatted(pid)))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .sum();
    } catch (IOException ended) {
      return 0;
    }
  }
}
