package io.changeover.migration.alembic;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.DatabaseUrl;
import io.changeover.migration.Login;
import io.changeover.migration.TellingLine;
import io.changeover.migration.ToolLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Alembic's command line, in a workspace, at a database. */
record AlembicCommand(
    AlembicSettings settings,
    Path workspace,
    DatabaseTarget database,
    Login login,
    StepContext context) {

  /** What the workspace holds. */
  Revisions history() throws StepFailure, InterruptedException {
    ToolLines lines = new ToolLines();
    ToolResult result = run(lines, "history");
    if (!result.succeeded()) {
      throw new StepFailure(
          new FailureReason(
              FailureCode.TOOL_FAILED,
              "alembic cannot read the revisions in %s: exit code %d.%s"
                  .formatted(workspace, result.exitCode(), TellingLine.quoted(result.output())),
              "Run 'alembic history' there and remove what it complains of, then retry the step.",
              result.output()));
    }
    return AlembicHistory.parse(lines.all("alembic"));
  }

  /** Runs alembic to its end. */
  ToolResult run(Consumer<String> lines, String... arguments)
      throws StepFailure, InterruptedException {
    List<String> command = new ArrayList<>(settings.command());
    command.addAll(Arrays.asList(arguments));
    DatabaseUrl url = DatabaseUrl.of(settings.urlScheme(), database, login);
    return context
        .tools()
        .run(
            ToolCall.of(command)
                .in(workspace)
                .with(environment(url))
                .hiding(url.secrets(login))
                .eachLine(lines));
  }

  private static Map<String, String> environment(DatabaseUrl url) {
    return Map.of(
        "DATABASE_URL", url.value(),
        // Progress is of use while it is made, and a checkout stays clean.
        "PYTHONUNBUFFERED", "1",
        "PYTHONDONTWRITEBYTECODE", "1");
  }
}
