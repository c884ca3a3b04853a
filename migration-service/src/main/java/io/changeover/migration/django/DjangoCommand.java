package io.changeover.migration.django;

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
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Django's manage.py, in a workspace or in a container, at a database.
 *
 * @param image the container's; null for the workspace
 */
record DjangoCommand(
    DjangoSettings settings,
    @Nullable String image,
    Path workspace,
    DatabaseTarget database,
    Login login,
    StepContext context) {
  private static final String URL_SCHEME = "postgresql";

  /** The migrations of one app. */
  AppMigrations migrations(String app) throws StepFailure, InterruptedException {
    AppMigrations found = listed("showmigrations", "--list", "--no-color", app).get(app);
    return found == null ? AppMigrations.none(app) : found;
  }

  /** The migrations of all apps, by label. */
  Map<String, AppMigrations> migrations() throws StepFailure, InterruptedException {
    return listed("showmigrations", "--list", "--no-color");
  }

  private Map<String, AppMigrations> listed(String... arguments)
      throws StepFailure, InterruptedException {
    ToolLines lines = new ToolLines();
    ToolResult result = run(lines, arguments);
    if (!result.succeeded()) {
      throw new StepFailure(
          new FailureReason(
              FailureCode.TOOL_FAILED,
              "manage.py cannot list the migrations in %s: exit code %d.%s"
                  .formatted(
                      image == null ? workspace : "image " + image,
                      result.exitCode(),
                      TellingLine.quoted(result.output())),
              "Run 'manage.py showmigrations' there and remove what it complains of, then retry the step.",
              result.output()));
    }
    return AppMigrations.parse(lines.all("manage.py"));
  }

  /** Runs manage.py to its end. */
  ToolResult run(Consumer<String> lines, String... arguments)
      throws StepFailure, InterruptedException {
    DatabaseUrl url = DatabaseUrl.of(URL_SCHEME, database, login);
    Map<String, String> environment = environment(url);
    List<String> command = program(environment);
    command.addAll(Arrays.asList(arguments));
    return context
        .tools()
        .run(
            ToolCall.of(command)
                .in(workspace)
                .with(environment)
                .hiding(url.secrets(login))
                .eachLine(lines));
  }

  /** A container gets its variables by name: their values stand in the environment alone. */
  private List<String> program(Map<String, String> environment) {
    if (image == null) {
      return new ArrayList<>(settings.command());
    }
    List<String> command = new ArrayList<>(settings.engine());
    command.addAll(List.of("--rm", "--init", "--network", "host"));
    command.addAll(List.of("--label", "changeover.attempt=" + login.tag()));
    environment.keySet().forEach(name -> command.addAll(List.of("--env", name)));
    command.add(image);
    command.addAll(settings.container());
    return command;
  }

  private static Map<String, String> environment(DatabaseUrl url) {
    return new TreeMap<>(
        Map.of(
            "DATABASE_URL", url.value(),
            // Progress is of use while it is made, and a checkout stays clean.
            "PYTHONUNBUFFERED", "1",
            "PYTHONDONTWRITEBYTECODE", "1"));
  }
}
