package io.changeover.validation.logs;

import static io.changeover.validation.Defaults.filled;

import io.changeover.contracts.ByteSize;
import io.changeover.contracts.Evidence.LogPosition;
import io.changeover.contracts.StepId;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.LogScan;
import io.changeover.validation.logs.RotatedLogs.Part;
import io.changeover.validation.logs.RotatedLogs.Since;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a log is looked at.
 *
 * @param last only so many bytes at the end of each part
 * @param described for the check's expectation
 */
record LogRange(List<Part> parts, long last, String described) {

  /** Since the baseline where there is one; the log's end otherwise, and then it says so. */
  static LogRange of(StepCommand command, LogScan spec, Path log) throws IOException {
    ByteSize last = filled(spec.last());
    StepId baseline = spec.baseline();
    if (baseline == null) {
      return end(log, last, "whenever they were written");
    }
    if (command.evidence().get(baseline) instanceof LogPosition position
        && position.log().equals(log.toString())) {
      return since(baseline, log, position, last);
    }
    return end(
        log,
        last,
        "whenever they were written: %s has noted no position in it".formatted(baseline));
  }

  private static LogRange end(Path log, ByteSize last, String why) throws IOException {
    return new LogRange(
        List.of(new Part(log, 0, Files.size(log), Instant.EPOCH)),
        last.bytes(),
        "the last %s, %s".formatted(last, why));
  }

  private static LogRange since(StepId baseline, Path log, LogPosition position, ByteSize last)
      throws IOException {
    Since since = RotatedLogs.since(log, position);
    String lost =
        since.whole()
            ? ""
            : "; the log was cut, compressed or closed since, and a part of it is not seen";
    return new LogRange(
        ends(since.parts(), last.bytes()),
        last.bytes(),
        "what was written since %s, the last %s of it%s".formatted(baseline, last, lost));
  }

  /** So many bytes of all parts together, the newest first. */
  private static List<Part> ends(List<Part> parts, long bytes) {
    List<Part> ends = new ArrayList<>();
    long left = bytes;
    for (Part part : parts.reversed()) {
      long from = Math.max(part.from(), part.to() - left);
      if (from < part.to()) {
        ends.addFirst(new Part(part.file(), from, part.to(), part.writtenAt()));
        left -= part.to() - from;
      }
    }
    return ends;
  }
}
