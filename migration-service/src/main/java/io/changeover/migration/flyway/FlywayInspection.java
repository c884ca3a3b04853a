package io.changeover.migration.flyway;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Severity;
import io.changeover.contracts.step.MigrationTools;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.BuiltIn;
import io.changeover.migration.FenceStrength;
import io.changeover.migration.InspectedTool;
import io.changeover.migration.Login;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks whether Flyway's migrations can be read, and whether they fit what was applied. */
@Component
final class FlywayInspection implements InspectedTool {
  private static final String LOOKING = "changeover-looking";

  @Override
  public String name() {
    return "flyway";
  }

  @Override
  public List<CheckResult> inspect(
      Path workspace,
      DatabaseTarget database,
      MigrationTools spec,
      Severity severity,
      StepContext context)
      throws StepFailure {
    FlywayLibrary library = new FlywayLibrary(workspace, BuiltIn.locations(spec), database);
    Login owner = new Login(database.username(), database.password(), LOOKING, FenceStrength.TAG);
    String name = "migrations";
    String expected = "readable, and what was applied is among them, unchanged";
    try {
      History history = library.history();
      history.throwIfFailed();
      library.throwIfChanged(owner);
      boolean some = history.versions() > 0;
      return List.of(CheckResult.of(name, expected, history.words(), severity, some));
    } catch (StepFailure found) {
      return List.of(CheckResult.of(name, expected, found.reason().message(), severity, false));
    }
  }
}
