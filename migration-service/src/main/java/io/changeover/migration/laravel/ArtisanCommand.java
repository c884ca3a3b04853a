package io.changeover.migration.laravel;

import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.migration.Login;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Artisan in a workspace, at a database. */
record ArtisanCommand(
    LaravelSettings settings,
    Path workspace,
    MariaDbTarget database,
    Login login,
    StepContext context) {

  /** Runs artisan to its end. */
  ToolResult run(Consumer<String> lines, List<String> arguments)
      throws StepFailure, InterruptedException {
    List<String> command = new ArrayList<>(settings.command());
    command.addAll(arguments);
    command.addAll(List.of("--no-interaction", "--no-ansi"));
    return context
        .tools()
        .run(
            ToolCall.of(command)
                .in(workspace)
                .with(environment())
                .hiding(login.secrets())
                .eachLine(lines));
  }

  private Map<String, String> environment() {
    Map<String, String> environment =
        new HashMap<>(database.as(login.username(), login.password()).environment());
    // These would count more than the variables above, also those of the workspace's .env.
    environment.put("DATABASE_URL", "");
    environment.put("DB_URL", "");
    environment.put("DB_SOCKET", "");
    // A cached configuration holds the connection of whoever cached it.
    environment.put("APP_CONFIG_CACHE", "/nonexistent/changeover/config.php");
    environment.put("CHANGEOVER_SESSION_TAG", login.tag());
    return environment;
  }
}
