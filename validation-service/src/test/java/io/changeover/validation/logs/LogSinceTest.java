package io.changeover.validation.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Evidence.LogPosition;
import io.changeover.contracts.Progress;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.Instance;
import io.changeover.contracts.step.LogScan;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.validation.Steps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log held before a deployment is not held against the deployment. */
class LogSinceTest {
  private static final StepId BASELINE = new StepId("log-before");
  private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");

  /** A file that Linux lets nobody read, not even root. */
  private static final Path CLOSED = Path.of("/proc/sys/vm/drop_caches");

  @TempDir Path directory;

  private Path log;

  @BeforeEach
  void setUp() {
    log = directory.resolve("green.log");
  }

  @Test
  void onlyWhatWasWrittenSinceCounts() throws Exception {
    write(log, "ERROR old\n");
    LogPosition before = position();

    CheckResult nothing = since(before);
    assertThat(nothing.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(nothing.expected())
        .isEqualTo("at most 0 lines in what was written since log-before, the last 10.0 MB of it");

    write(log, "INFO fine\nERROR new\n");
    assertThat(since(before).actual()).isEqualTo("1 line: ERROR new");
  }

  @Test
  void aLineThatWasBeingWrittenCounts() throws Exception {
    write(log, "ERROR old\nERR");
    LogPosition before = position();
    write(log, "OR new\n");

    assertThat(since(before).actual()).isEqualTo("1 line: ERROR new");
  }

  @Test
  void aLogThatWasNotThereCountsAsAWhole() throws Exception {
    LogPosition before = position();
    assertThat(before.bytes()).isZero();
    assertThat(since(before).actual()).startsWith("there is no file");

    write(log, "ERROR first\n");
    assertThat(since(before).actual()).isEqualTo("1 line: ERROR first");
  }

  @Test
  void aRenamedLogIsReadToItsEnd() throws Exception {
    write(directory.resolve("green.log.1"), "ERROR of last week\n");
    age(directory.resolve("green.log.1"));
    write(log, "ERROR old\n");
    age(log);
    LogPosition before = position();
    write(log, "ERROR before the rotation\n");
    Files.move(directory.resolve("green.log.1"), directory.resolve("green.log.3"));
    Files.move(log, directory.resolve("green.log.2"));
    write(directory.resolve("green.log.1"), "ERROR between\n");
    write(log, "ERROR after it\n");

    CheckResult check = since(before);
    assertThat(check.actual()).startsWith("3 lines: ");
    assertThat(check.actual())
        .contains("ERROR before the rotation", "ERROR between", "ERROR after it")
        .doesNotContain("old", "last week");
    assertThat(check.expected()).doesNotContain("not seen");
  }

  @Test
  void aLogThatWasCopiedAndEmptiedIsReadToItsEnd() throws Exception {
    write(log, "ERROR old\n");
    LogPosition before = position();
    write(log, "ERROR before\n");
    Files.copy(log, directory.resolve("green.log-20260101"));
    Files.writeString(log, "ERROR after, and longer than what was there before\n");

    assertThat(since(before).actual())
        .startsWith("2 lines: ")
        .contains("ERROR before", "ERROR after");
  }

  @Test
  void whatIsGoneIsSaid() throws Exception {
    write(log, "ERROR old\n");
    LogPosition before = position();
    Files.writeString(log, "ERROR of the new one\n");

    CheckResult check = since(before);
    assertThat(check.actual()).isEqualTo("1 line: ERROR of the new one");
    assertThat(check.expected()).endsWith("a part of it is not seen");
  }

  @Test
  void whatWasCompressedIsSaid() throws Exception {
    LogPosition before = position();
    write(log, "INFO fine\n");
    write(directory.resolve("green.log.1.gz"), "not read");

    assertThat(since(before).expected()).endsWith("a part of it is not seen");
  }

  @Test
  void withoutAPositionItSaysSo() throws Exception {
    write(log, "ERROR old\n");
    CheckResult unknown = Steps.only(handle("ERROR", Map.of(BASELINE, new Evidence.None())));
    assertThat(unknown.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(unknown.expected())
        .endsWith("whenever they were written: log-before has noted no position in it");

    CheckResult none =
        Steps.only(
            scan(new LogScan(Steps.APP, Instance.GREEN, "ERROR", null, null, null), Map.of()));
    assertThat(none.expected()).endsWith("the last 10.0 MB, whenever they were written");
  }

  @Test
  void aScanIsAPositionToo() throws Exception {
    write(log, "INFO old\n");
    LogScan spec = new LogScan(Steps.APP, Instance.GREEN, "ERROR", null, null, null);
    Outcome.Succeeded scanned = (Outcome.Succeeded) scan(spec, Map.of());
    assertThat(scanned.evidence()).isEqualTo(position());
  }

  @Test
  void aScanWithABaselineIsABaselineToo() throws Exception {
    write(log, "ERROR old\n");
    LogPosition before = position();
    write(log, "ERROR between\n");
    Outcome.Failed scanned = (Outcome.Failed) handle("ERROR", Map.of(BASELINE, before));
    assertThat(scanned.checks().getFirst().actual()).isEqualTo("1 line: ERROR between");

    LogPosition between = (LogPosition) Objects.requireNonNull(scanned.evidence());
    assertThat(between).isEqualTo(position());
    assertThat(since(between).actual()).isEqualTo("none");
    write(log, "ERROR new\n");
    assertThat(since(between).actual()).isEqualTo("1 line: ERROR new");
  }

  @Test
  void aFileBesideAnEmptyLogThatIsClosedIsSaid() throws Exception {
    LogPosition before = position();
    assertThat(before.bytes()).isZero();
    Path closed = Files.createSymbolicLink(directory.resolve("green.log.1"), CLOSED);
    write(log, "ERROR first\n");

    CheckResult check = since(before);
    assertThat(check.actual()).isEqualTo("1 line: ERROR first");
    assertThat(check.expected()).endsWith("a part of it is not seen");
    Files.delete(closed);
  }

  @Test
  void aFileBesideTheLogThatVanishesIsSaid() throws Exception {
    LogPosition before = position();
    write(directory.resolve("green.log.2"), "ERROR first\n");
    age(directory.resolve("green.log.2"));
    Path vanishing = directory.resolve("green.log.1");
    write(vanishing, "ERROR second\n");
    write(log, "ERROR third\n");

    CheckResult check =
        Steps.only(
            scan(
                sinceBaseline("ERROR"),
                Map.of(BASELINE, before),
                new Vanishing(LoneStepContext.first(), vanishing)));
    assertThat(check.actual())
        .isEqualTo(
            "2 lines: ERROR first | ERROR third; a part of the log was gone before it was read");
  }

  private LogPosition position() throws Exception {
    LogScan spec = new LogScan(Steps.APP, Instance.GREEN, null, null, null, null);
    Outcome.Succeeded noted = (Outcome.Succeeded) scan(spec, Map.of());
    return (LogPosition) noted.evidence();
  }

  private CheckResult since(LogPosition position) throws Exception {
    return Steps.only(handle("ERROR", Map.of(BASELINE, position)));
  }

  private Outcome handle(String pattern, Map<StepId, Evidence> evidence) throws Exception {
    return scan(sinceBaseline(pattern), evidence);
  }

  private static LogScan sinceBaseline(String pattern) {
    return new LogScan(Steps.APP, Instance.GREEN, pattern, null, null, BASELINE);
  }

  private Outcome scan(LogScan spec, Map<StepId, Evidence> evidence) throws Exception {
    return scan(spec, evidence, LoneStepContext.first());
  }

  private Outcome scan(LogScan spec, Map<StepId, Evidence> evidence, StepContext context)
      throws Exception {
    LogScanCheck check =
        new LogScanCheck(
            Steps.application(URI.create("http://127.0.0.1:1"), log, Map.of()),
            new Secrets(),
            Steps.SETTINGS);
    return check.handle(Steps.command(spec, Severity.CRITICAL, evidence), spec, context);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(BEFORE));
  }

  /** Takes a file away when the first line is looked at. */
  private record Vanishing(StepContext context, Path file) implements StepContext {
    @Override
    public void throwIfStopped() throws InterruptedException {
      try {
        Files.deleteIfExists(file);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      context.throwIfStopped();
    }

    @Override
    public long fence() {
      return context.fence();
    }

    @Override
    public Instant deadline() {
      return context.deadline();
    }

    @Override
    public void progress(Progress progress) {
      context.progress(progress);
    }

    @Override
    public Tools tools() {
      return context.tools();
    }

    @Override
    public Registration onStop(Runnable stop) {
      return context.onStop(stop);
    }
  }
}
