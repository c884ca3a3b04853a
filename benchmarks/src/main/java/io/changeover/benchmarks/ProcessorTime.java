package io.changeover.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processor time that this process and all its descendants have used. It depends far less than
 * time on a clock on what else the machine does.
 */
final class ProcessorTime {
  /** What Linux counts in: hundredths of a second. */
  private static final double TICK_MILLIS = 10;

  /** The places of user time and system time in {@code /proc/PID/stat}, after the name. */
  private static final List<Integer> USED = List.of(11, 12);

  private ProcessorTime() {}

  /** In milliseconds. */
  static double ofAllMillis() {
    ProcessHandle self = ProcessHandle.current();
    try (Stream<ProcessHandle> all = Stream.concat(Stream.of(self), self.descendants())) {
      return all.mapToDouble(one -> ticks(one.pid())).sum() * TICK_MILLIS;
    }
  }

  private static double ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return USED.stream().mapToDouble(place -> Double.parseDouble(fields[place])).sum();
    } catch (IOException ended) {
      return 0;
    }
  }
}
