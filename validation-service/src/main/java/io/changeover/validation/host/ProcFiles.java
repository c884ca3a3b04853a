package io.changeover.validation.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** This host's figures, read from /proc (see proc(5)). */
@Component
final class ProcFiles {
  private static final Pattern MEMORY_LINE = Pattern.compile("(?m)^(\\w+):\\s+([0-9]+) kB$");

  private final Path proc;

  ProcFiles() {
    this(Path.of("/proc"));
  }

  ProcFiles(Path proc) {
    this.proc = proc;
  }

  /**
   * What all processors together have done since the host came up.
   *
   * @param idle in clock ticks; waiting for a disk counts as idle
   * @param total in clock ticks
   */
  record CpuTimes(long idle, long total) {
    /** How busy the processors were between then and now, in percent. */
    double busyPercentSince(CpuTimes then) {
      long passed = total - then.total;
      return passed <= 0 ? 0 : 100.0 * (passed - (idle - then.idle)) / passed;
    }
  }

  CpuTimes cpuTimes() throws IOException {
    String first = Files.readAllLines(proc.resolve("stat")).getFirst();
    // cpu user nice system idle iowait irq softirq steal; guest times are part of user already.
    List<Long> ticks =
        Arrays.stream(first.split("\\s+")).skip(1).limit(8).map(Long::valueOf).toList();
    return new CpuTimes(ticks.get(3) + ticks.get(4), ticks.stream().mapToLong(it -> it).sum());
  }

  /**
   * Memory.
   *
   * @param total in bytes
   * @param available what programs can get without swapping, in bytes
   */
  record MemoryFigures(long total, long available) {
    double usedPercent() {
      return 100.0 * (total - available) / total;
    }
  }

  MemoryFigures memory() throws IOException {
    String text = Files.readString(proc.resolve("meminfo"));
    return new MemoryFigures(kilobytes(text, "MemTotal"), kilobytes(text, "MemAvailable"));
  }

  /**
   * The variables that a process was started with; empty when there is no such process.
   *
   * @param pid a process id; anything else is none
   */
  Optional<Map<String, String>> environment(String pid) throws IOException {
    Path file = proc.resolve(pid).resolve("environ");
    if (!pid.matches("[0-9]{1,9}") || !Files.isReadable(file)) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (String each : Files.readString(file, StandardCharsets.ISO_8859_1).split("\0", -1)) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        variables.put(each.substring(0, equals), each.substring(equals + 1));
      }
    }
    return Optional.of(variables);
  }

  private static long kilobytes(String text, String name) throws IOException {
    Matcher line = MEMORY_LINE.matcher(text);
    while (line.find()) {
      if (line.group(1).equals(name)) {
        return Long.parseLong(line.group(2)) * 1024;
      }
    }
    throw new IOException("/proc/meminfo has no " + name);
  }
}
