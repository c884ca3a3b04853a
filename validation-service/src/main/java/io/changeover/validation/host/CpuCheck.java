package io.changeover.validation.host;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Severity;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Cpu;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepHandler;
import io.changeover.validation.Pause;
import io.changeover.validation.host.ProcFiles.CpuTimes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Looks at the load of this host's processors. */
@Component
final class CpuCheck implements StepHandler<Cpu> {
  /** Over how long the load is measured. */
  private static final Duration WINDOW = Duration.ofSeconds(1);

  private final ProcFiles proc;
  private final Pause pause;

  CpuCheck(ProcFiles proc, Pause pause) {
    this.proc = proc;
    this.pause = pause;
  }

  @Override
  public Class<Cpu> kind() {
    return Cpu.class;
  }

  @Override
  public Outcome handle(StepCommand command, Cpu spec, StepContext context)
      throws IOException, InterruptedException {
    CpuTimes before = proc.cpuTimes();
    pause.lasting(WINDOW);
    CheckResult check = judged(proc.cpuTimes().busyPercentSince(before), spec, command.severity());
    return Outcome.ofChecks(
        List.of(check), "See what loads the host, and retry when it is calmer.");
  }

  private static CheckResult judged(double busy, Cpu spec, Severity severity) {
    return CheckResult.of(
        "processor load",
        "below %d %%".formatted(spec.belowPercent()),
        String.format(Locale.ROOT, "%.1f %% over %d s", busy, WINDOW.toSeconds()),
        severity,
        busy < spec.belowPercent());
  }
}
