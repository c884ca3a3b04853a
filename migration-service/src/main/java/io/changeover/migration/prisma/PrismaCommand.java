package io.changeover.migration.prisma;

import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.DatabaseUrl;
import io.changeover.migration.Login;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Prisma's command line, at a database. */
record PrismaCommand(
    PrismaSettings settings, DatabaseTarget database, Login login, StepContext context) {
  private static final String URL_SCHEME = "postgresql";

  /** Runs Prisma in a directory to its end. */
  ToolResult run(Path directory, Consumer<String> lines, String... arguments)
      throws StepFailure, InterruptedException {
    List<String> command = new ArrayList<>(settings.command());
    command.addAll(Arrays.asList(arguments));
    DatabaseUrl url = DatabaseUrl.of(URL_SCHEME, database, login);
    return context
        .tools()
        .run(
            ToolCall.of(command)
                .in(directory)
                .with(environment(url, ConnectionVariables.of(directory)))
                .hiding(url.secrets(login))
                .eachLine(lines));
  }

  /** Prisma otherwise asks its maker for news, and colours what it says. */
  private static Map<String, String> environment(DatabaseUrl url, Set<String> variables) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "CHECKPOINT_DISABLE", "1",
                "PRISMA_HIDE_UPDATE_MESSAGE", "1",
                "CI", "1",
                "NO_COLOR", "1"));
    variables.forEach(name -> environment.put(name, url.value()));
    environment.put("DATABASE_URL", url.value());
    return environment;
  }
}
