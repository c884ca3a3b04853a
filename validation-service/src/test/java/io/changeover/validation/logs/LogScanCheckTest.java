package io.changeover.validation.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.ByteSize;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.Instance;
import io.changeover.contracts.step.LogScan;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.validation.Steps;
import io.changeover.validation.ValidationSettings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LogScanCheckTest {
  private static final ValidationSettings PATIENT =
      new ValidationSettings(Duration.ofMinutes(5), Duration.ofSeconds(1));

  @TempDir Path directory;

  @Test
  void countsLinesAndShowsTheFirst() throws Exception {
    write("INFO a\nERROR one\nINFO b\nERROR two\nERROR three\nERROR four");

    CheckResult check = scan("ERROR|CRITICAL", 0, null);
    assertThat(check.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(check.actual()).isEqualTo("4 lines: ERROR one | ERROR two | ERROR three");
    assertThat(scan("ERROR", 4, null).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(scan("ERROR", 3, null).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(scan("FATAL", 0, null).actual()).isEqualTo("none");
  }

  @Test
  void looksAtTheLastBytesOnly() throws Exception {
    write("ERROR old\nINFO xxx\nERROR new\n");

    assertThat(scan("ERROR", 0, 10L).actual()).isEqualTo("1 line: ERROR new");
    assertThat(scan("ERROR", 0, 11L).actual()).isEqualTo("1 line: ERROR new");
    // A line that is cut off is no line: half of it could match what all of it does not.
    assertThat(scan("RROR", 0, 9L).actual()).isEqualTo("none");
    assertThat(scan("ERROR", 0, 10_000L).actual()).startsWith("2 lines");
    assertThat(scan("ERROR", 0, 0L).actual()).isEqualTo("none");
  }

  @Test
  void tellsNoSecret() throws Exception {
    write(
        """
        ERROR login with password=hunter2hunter2 failed
        ERROR header Authorization: Bearer 1.1795.abcdef was refused
        ERROR no connection to postgresql://app:s3cr3tword@db/tracehub by known-secret-text
        """);

    CheckResult check = scan("ERROR", 0, null);
    assertThat(check.actual())
        .contains("login with password=***", "failed", "Bearer ***", "app:***@db")
        .doesNotContain("hunter2", "1.1795", "s3cr3t", "known-secret");
  }

  @Test
  void aHugeLineTakesNoMemory() throws Exception {
    // Growing to this size once would not fit into the tests' heap. The file is sparse.
    try (RandomAccessFile log = new RandomAccessFile(log().toFile(), "rw")) {
      log.seek(400_000_000L);
      log.write(" ERROR far away\nERROR near\n".getBytes(StandardCharsets.UTF_8));
    }

    CheckResult check = scan("ERROR", 0, 1_000_000_000L);
    assertThat(check.actual()).isEqualTo("1 line: ERROR near");
  }

  @Test
  @Timeout(30)
  void endsACatastrophicPattern() throws Exception {
    write("a".repeat(60) + "!\n");
    long began = System.nanoTime();

    StepFailure failure =
        catchThrowableOfType(StepFailure.class, () -> scan("^(a+)+\\1$", 0, null));

    assertThat(failure.reason().code()).isEqualTo(FailureCode.REFUSED);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void endsAPatternThatGoesTooDeep() throws Exception {
    write("ab".repeat(2_000) + "\n");
    AtomicReference<Object> ended = new AtomicReference<>();
    // A small stack, so that depth is met before the length of a line ends it.
    Thread small =
        new Thread(
            null,
            () ->
                ended.set(
                    catchThrowableOfType(StepFailure.class, () -> scan("^(a|b|c)*$", 0, null))),
            "small",
            200_000);
    small.start();
    small.join();
    assertThat(((StepFailure) ended.get()).reason().code()).isEqualTo(FailureCode.REFUSED);
  }

  @Test
  void aStoppedStepEndsACatastrophicPattern() throws Exception {
    write("a".repeat(60) + "!\n");
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread step =
        new Thread(() -> {
          try {
            scan("^(a+)+\\1$", 0, null, PATIENT);
          } catch (Throwable thrown) {
            ended.set(thrown);
          }
        });
    step.start();
    step.join(Duration.ofMillis(300));
    step.interrupt();
    step.join(Duration.ofSeconds(5));
    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aMissingLogIsNoCleanLog() throws Exception {
    assertThat(scan("ERROR", 0, null).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void readsWhatIsNotText() throws Exception {
    Files.write(
        log(),
        new byte[] {(byte) 0xff, (byte) 0xc3, '\n', 'E', 'R', 'R', 'O', 'R', (byte) 0xfe, '\n'});
    assertThat(scan("ERROR", 0, null).actual()).startsWith("1 line: ERROR");
  }

  private Path log() {
    return directory.resolve("green.log");
  }

  private void write(String text) throws IOException {
    Files.writeString(log(), text);
  }

  private CheckResult scan(String pattern, int atMost, Long last) throws Exception {
    return scan(pattern, atMost, last, Steps.SETTINGS);
  }

  private CheckResult scan(String pattern, int atMost, Long last, ValidationSettings settings)
      throws Exception {
    LogScan spec =
        new LogScan(
            Steps.APP,
            Instance.GREEN,
            pattern,
            atMost,
            last == null ? null : new ByteSize(last),
            null);
    Secrets secrets = new Secrets();
    List.of("known-secret-text").forEach(secrets::remember);
    LogScanCheck check =
        new LogScanCheck(
            Steps.application(URI.create("http://127.0.0.1:1"), log(), Map.of()),
            secrets,
            settings);
    return Steps.only(check.handle(Steps.command(spec), spec, LoneStepContext.first()));
  }
}
