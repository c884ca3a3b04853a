package io.changeover.validation.host;

import io.changeover.contracts.Argument;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Environment;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.ApplicationTarget.Installation;
import io.changeover.kit.target.Applications;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Looks for an installation's variables by their names: in the file that somebody else starts it
 * with where one is registered, else in the registration, and in its process where that runs. No
 * value is ever told.
 */
@Component
final class EnvironmentCheck implements StepHandler<Environment> {
  private static final String WHAT_TO_DO =
      "Add the variables to the installation's registration, or to its env-file, and start it again.";

  private final Applications applications;
  private final ProcFiles proc;

  EnvironmentCheck(Applications applications, ProcFiles proc) {
    this.applications = applications;
    this.proc = proc;
  }

  @Override
  public Class<Environment> kind() {
    return Environment.class;
  }

  @Override
  public Outcome handle(StepCommand command, Environment spec, StepContext context)
      throws StepFailure, IOException {
    Installation installation =
        applications.get(command.target(spec.target())).installation(spec.instance());
    List<CheckResult> checks = new ArrayList<>();
    checks.add(given(command, spec, installation));
    Path pidFile = installation.pidFile();
    if (pidFile != null && Files.isRegularFile(pidFile)) {
      // The first line is the process; the others tell it from one with the same number later.
      proc.environment(Files.readString(pidFile).lines().findFirst().orElse("").strip())
          .ifPresent(running ->
              checks.add(check(command, spec, "variables of the process of %s", running)));
    }
    return Outcome.ofChecks(checks, WHAT_TO_DO);
  }

  private static CheckResult given(StepCommand command, Environment spec, Installation installation)
      throws StepFailure {
    Path file = installation.envFile();
    return file == null
        ? check(command, spec, "variables registered for %s", installation.environment())
        : check(command, spec, "variables in the file that starts %s", EnvironmentFile.read(file));
  }

  private static CheckResult check(
      StepCommand command, Environment spec, String name, Map<String, String> there) {
    List<String> missing =
        spec.variables().stream()
            .map(Argument::value)
            .filter(variable -> there.getOrDefault(variable, "").isBlank())
            .toList();
    String all = String.join(", ", spec.variables().stream().map(Argument::value).toList());
    return CheckResult.of(
        name.formatted(spec.instance()),
        all,
        missing.isEmpty() ? "all there" : "missing or blank: " + String.join(", ", missing),
        command.severity(),
        missing.isEmpty());
  }
}
