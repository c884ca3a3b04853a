package io.changeover.cli.stack;

import io.changeover.cli.Connection;
import io.changeover.cli.ExitCode;
import io.changeover.cli.Output;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Starts the embedded default and keeps it up until Ctrl-C. */
@Command(
    name = "up",
    description =
        "Start the embedded default: broker, database, all services. Ctrl-C ends all of it.")
public final class UpCommand implements Callable<Integer> {
  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  @Option(
      names = "--targets",
      paramLabel = "FILE",
      description = "Registers databases, applications and workspaces.")
  private @Nullable Path targets;

  @Option(names = "--plans", paramLabel = "DIR", description = "The plan catalogue.")
  private @Nullable Path plans;

  @Option(
      names = "--port",
      description =
          "Of the REST interface; usually 8080. With --processes the five specialists have the ports"
              + " after it.")
  private int port = 8080;

  @Option(
      names = "--postgres-port",
      description = "Of the embedded database; usually 0, which is a free one.")
  private int postgresPort;

  @Option(
      names = "--processes",
      description = "Each service as a process of its own instead of all in one.")
  private boolean processes;

  @Override
  public Integer call() throws InterruptedException {
    Project project = Project.current();
    Path data = connection.data().toAbsolutePath().normalize();
    List<String> arguments =
        new ArrayList<>(List.of("--port=" + port, "--postgres-port=" + postgresPort));
    if (targets != null) {
      arguments.add("--settings=" + targets.toAbsolutePath());
    }
    if (plans != null) {
      arguments.add("--plans=" + plans.toAbsolutePath());
    }
    if (processes) {
      arguments.add("--infrastructure-only");
    }
    StandaloneProcess standalone = StandaloneProcess.start(project, data, arguments);
    Thread end = new Thread(standalone::close, "end");
    Runtime.getRuntime().addShutdownHook(end);
    standalone.next();
    JsonNode ready = standalone.next();
    if (processes) {
      ServiceProcesses services = ServiceProcesses.start(project, data, ready, port);
      Runtime.getRuntime().removeShutdownHook(end);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    services.close();
                    standalone.close();
                  },
                  "end"));
    }
    show(ready);
    standalone.await();
    return ExitCode.OK;
  }

  private void show(JsonNode ready) {
    if (output.isJson()) {
      output.json(ready);
      return;
    }
    output.line("REST     http://127.0.0.1:%d/api/v1/deployments".formatted(port));
    output.line("Slack    " + ready.path("slack").asString());
    output.line("Inbox    " + ready.path("mail").asString());
    output.line("Tokens   " + ready.path("tokens").asString());
    output.line("Ctrl-C ends everything.");
  }
}
