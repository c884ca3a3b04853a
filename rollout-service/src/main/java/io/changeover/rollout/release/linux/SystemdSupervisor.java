package io.changeover.rollout.release.linux;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.step.Restart;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import io.changeover.rollout.release.Supervisor;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Restarts units through systemctl. */
@Component
final class SystemdSupervisor implements Supervisor {
  private final SystemdSettings settings;

  SystemdSupervisor(SystemdSettings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<Service> find(Restart spec, Tools tools) throws StepFailure {
    String unit = spec.systemd();
    if (unit == null) {
      return Optional.empty();
    }
    if (!Files.isDirectory(settings.mark())) {
      throw new StepFailure(
          FailureCode.TOOL_MISSING,
          "systemd does not run this host, so %s cannot be restarted.".formatted(unit),
          "Run the rollout service on the unit's host, or restart an instance or a compose service.");
    }
    return Optional.of(new Unit(unit, settings, tools));
  }

  /** One unit. */
  private record Unit(String unit, SystemdSettings settings, Tools tools) implements Service {
    private ToolResult systemctl(String... words) throws StepFailure, InterruptedException {
      List<String> command = new ArrayList<>(settings.command());
      command.addAll(List.of(words));
      command.addAll(List.of("--", unit));
      return tools.run(ToolCall.of(command));
    }

    @Override
    public String name() {
      return "systemd unit " + unit;
    }

    @Override
    public void restart() throws StepFailure, InterruptedException {
      ToolResult result = systemctl("restart");
      if (!result.succeeded()) {
        throw new StepFailure(
            new FailureReason(
                FailureCode.TOOL_FAILED,
                "%s could not be restarted (exit code %d).".formatted(name(), result.exitCode()),
                "Look at systemctl status %s, and at the rights of this service's user."
                    .formatted(unit),
                result.output() + log()));
      }
    }

    @Override
    public Optional<String> missing() throws StepFailure, InterruptedException {
      ToolResult result = systemctl("is-active");
      return result.succeeded()
          ? Optional.empty()
          : Optional.of("%s is %s".formatted(unit, result.output().strip()));
    }

    @Override
    public String log() throws StepFailure, InterruptedException {
      return systemctl("status", "--no-pager", "--lines=40").output();
    }
  }
}
