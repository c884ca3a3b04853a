package io.changeover.migration;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.MigrationTools;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.RegisteredDatabase;
import io.changeover.kit.target.ServerDatabase;
import io.changeover.kit.target.Workspaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The check migration-tools: would a migration find all that it needs? */
@Component
final class LookingAtMigrationTools implements StepHandler<MigrationTools> {
  private static final String WHAT_TO_DO =
      "Put right what the checks name, on the machine of the migration service, then retry the step.";

  private final Map<String, InspectedTool> tools = new TreeMap<>();
  private final Databases databases;
  private final Workspaces workspaces;
  private final Catalog catalog;
  private final Fencing fencing;

  LookingAtMigrationTools(
      List<InspectedTool> tools,
      Databases databases,
      Workspaces workspaces,
      Catalog catalog,
      Fencing fencing) {
    tools.forEach(tool -> this.tools.put(tool.name(), tool));
    this.databases = databases;
    this.workspaces = workspaces;
    this.catalog = catalog;
    this.fencing = fencing;
  }

  @Override
  public Class<MigrationTools> kind() {
    return MigrationTools.class;
  }

  @Override
  public Outcome handle(StepCommand command, MigrationTools spec, StepContext context)
      throws StepFailure, InterruptedException {
    InspectedTool tool = tool(spec.tool().value());
    ServerDatabase database = atServer(databases.registered(command, spec.target()));
    Path workspace = workspaces.get(spec.workspace());
    List<CheckResult> checks = new ArrayList<>();
    checks.add(reachable(database, command.severity()));
    checks.add(fence(database));
    checks.addAll(tool.inspect(workspace, database, spec, command.severity(), context));
    return Outcome.ofChecks(checks, WHAT_TO_DO);
  }

  private static ServerDatabase atServer(RegisteredDatabase found) throws StepFailure {
    if (found instanceof ServerDatabase database) {
      return database;
    }
    throw new StepFailure(
        FailureCode.REFUSED,
        "'%s' is a %s database, which no migration tool here works on."
            .formatted(found.name(), found.sort()),
        "Name another target in the plan.");
  }

  private InspectedTool tool(String name) throws StepFailure {
    InspectedTool tool = tools.get(name);
    if (tool == null) {
      throw new StepFailure(
          FailureCode.TOOL_MISSING,
          "The migration service knows no tool '%s'.".formatted(name),
          "Known are: %s.".formatted(String.join(", ", tools.keySet())));
    }
    return tool;
  }

  private CheckResult reachable(ServerDatabase database, Severity severity)
      throws StepFailure, InterruptedException {
    String version = catalog.version(database);
    return CheckResult.of("database reachable", "an answer", version, severity, true);
  }

  /** A weaker fence is worth knowing, and never worth stopping for. */
  private CheckResult fence(ServerDatabase database) throws StepFailure, InterruptedException {
    FenceStrength strength = fencing.strength(database);
    return CheckResult.of(
        "fencing off of dead attempts",
        FenceStrength.OWN_ROLE.toString(),
        strength == FenceStrength.OWN_ROLE
            ? strength.toString()
            : strength
                + ", which is weaker: a tool that does not keep the tag is not found."
                + " Give the user what it needs to create a login: in PostgreSQL CREATEROLE (up to 15) or a"
                + " superuser, in MariaDB CREATE USER and all rights on the database WITH GRANT OPTION.",
        Severity.MINOR,
        strength == FenceStrength.OWN_ROLE);
  }
}
