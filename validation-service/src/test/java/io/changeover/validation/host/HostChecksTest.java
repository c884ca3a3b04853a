package io.changeover.validation.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.contracts.ByteSize;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.Cpu;
import io.changeover.contracts.step.Disk;
import io.changeover.contracts.step.Memory;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.validation.Steps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostChecksTest {
  @TempDir Path proc;

  @Test
  void measuresTheProcessorsBetweenTwoLooks() throws Exception {
    // 1000 ticks pass: 300 of them idle, 100 waiting for a disk, which is idle too.
    write("stat", "cpu  100 0 100 1000 50 0 0 0 0 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
    CpuCheck check =
        new CpuCheck(
            new ProcFiles(proc),
            length -> write("stat", "cpu  500 0 300 1300 150 0 0 0 77 0\ncpu0 1 1 1 1\n"));

    CheckResult over = only(check, 60);
    assertThat(over.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(over.actual()).startsWith("60.0 %");
    write("stat", "cpu  100 0 100 1000 50 0 0 0 0 0\n");
    assertThat(only(check, 61).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void measuresThisHost() throws Exception {
    Cpu spec = new Cpu(101);
    CpuCheck check = new CpuCheck(new ProcFiles(), length -> Thread.onSpinWait());
    assertThat(check.handle(Steps.command(spec), spec, LoneStepContext.first()))
        .isInstanceOf(Outcome.Succeeded.class);
    Memory memory = new Memory(100);
    assertThat(
            new MemoryCheck(new ProcFiles())
                .handle(Steps.command(memory), memory, LoneStepContext.first()))
        .isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void countsMemoryThatProgramsCanGetAsFree() throws Exception {
    write(
        "meminfo",
        "MemTotal:       1000000 kB\nMemFree:          10000 kB\nMemAvailable:    250000 kB\n");
    MemoryCheck check = new MemoryCheck(new ProcFiles(proc));
    Memory under = new Memory(75);
    Memory over = new Memory(76);

    CheckResult failed =
        Steps.only(check.handle(Steps.command(under), under, LoneStepContext.first()));
    assertThat(failed.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(failed.actual()).startsWith("75.0 %, 256.0 MB of 1.0 GB");
    assertThat(
            Steps.only(check.handle(Steps.command(over), over, LoneStepContext.first())).verdict())
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void aWarningGoesOn() throws Exception {
    write("meminfo", "MemTotal: 100 kB\nMemAvailable: 1 kB\n");
    Memory spec = new Memory(50);
    Outcome outcome =
        new MemoryCheck(new ProcFiles(proc))
            .handle(Steps.command(spec, Severity.MINOR, Map.of()), spec, LoneStepContext.first());

    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    assertThat(Steps.only(outcome).verdict()).isEqualTo(Verdict.WARNED);
  }

  @Test
  void comparesFreeSpaceWithWhatIsAskedFor() throws Exception {
    long free = Files.getFileStore(proc).getUsableSpace();
    assertThat(disk(new ByteSize(free / 2), null, null, 0)).isEqualTo(Verdict.PASSED);
    assertThat(disk(new ByteSize(free * 2), null, null, 0)).isEqualTo(Verdict.FAILED);
    assertThat(disk(null, 0, null, 0)).isEqualTo(Verdict.PASSED);
    assertThat(disk(null, 100, null, 0)).isEqualTo(Verdict.FAILED);
    assertThat(disk(null, null, 2, free / 4)).isEqualTo(Verdict.PASSED);
    assertThat(disk(null, null, 2, free)).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aPathThatIsNotThereFails() throws Exception {
    for (String path : new String[] {proc + "/nowhere", "relative"}) {
      Disk spec = new Disk(path, new ByteSize(1), null, null, null);
      Outcome outcome =
          new DiskCheck((command, target, context) -> new ByteSize(0))
              .handle(Steps.command(spec), spec, LoneStepContext.first());
      assertThat(((Outcome.Failed) outcome).reason().code()).isEqualTo(FailureCode.CHECK_FAILED);
    }
  }

  @Test
  void aStrangeProcIsAnErrorAndNotAZero() throws Exception {
    write("meminfo", "MemTotal: 100 kB\n");
    Memory spec = new Memory(50);
    assertThatThrownBy(() ->
            new MemoryCheck(new ProcFiles(proc))
                .handle(Steps.command(spec), spec, LoneStepContext.first()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("MemAvailable");
  }

  private Verdict disk(ByteSize least, Integer percent, Integer times, long database)
      throws Exception {
    Disk spec = new Disk(proc.toString(), least, percent, times, Steps.DB);
    DiskCheck check = new DiskCheck((command, target, context) -> new ByteSize(database));
    return Steps.only(check.handle(Steps.command(spec), spec, LoneStepContext.first())).verdict();
  }

  private static CheckResult only(CpuCheck check, int percent) throws Exception {
    Cpu spec = new Cpu(percent);
    return Steps.only(check.handle(Steps.command(spec), spec, LoneStepContext.first()));
  }

  private void write(String name, String text) {
    try {
      Files.writeString(proc.resolve(name), text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
