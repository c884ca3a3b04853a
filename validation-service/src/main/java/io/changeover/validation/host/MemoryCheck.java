package io.changeover.validation.host;

import io.changeover.contracts.ByteSize;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Memory;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepHandler;
import io.changeover.validation.host.ProcFiles.MemoryFigures;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Looks at the memory in use on this host. */
@Component
final class MemoryCheck implements StepHandler<Memory> {
  private final ProcFiles proc;

  MemoryCheck(ProcFiles proc) {
    this.proc = proc;
  }

  @Override
  public Class<Memory> kind() {
    return Memory.class;
  }

  @Override
  public Outcome handle(StepCommand command, Memory spec, StepContext context) throws IOException {
    MemoryFigures memory = proc.memory();
    CheckResult check =
        CheckResult.of(
            "memory in use",
            "below %d %%".formatted(spec.belowPercent()),
            shown(memory),
            command.severity(),
            memory.usedPercent() < spec.belowPercent());
    return Outcome.ofChecks(List.of(check), "Free memory on the host, and retry.");
  }

  private static String shown(MemoryFigures memory) {
    return String.format(
        Locale.ROOT,
        "%.1f %%, %s of %s available",
        memory.usedPercent(),
        new ByteSize(memory.available()),
        new ByteSize(memory.total()));
  }
}
