package io.changeover.cli;

import io.changeover.cli.client.Findings;
import io.changeover.cli.client.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The commands about plans, and the one that starts a deployment. */
final class PlanCommands {
  private PlanCommands() {}

  /** A plan's text when it names a file, else the name itself. */
  static String planOrName(String named) {
    Path file = Path.of(named);
    if (!Files.isRegularFile(file)) {
      return named;
    }
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new CliFailure(
          ExitCode.USAGE, "%s cannot be read: %s".formatted(named, unreadable.getMessage()));
    }
  }

  @Command(
      name = "deploy",
      description = "Start a deployment of a plan: a file, or a name of the catalogue.")
  static final class Deploy implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();
    @Mixin private Output output = new Output();

    @Parameters(paramLabel = "PLAN", description = "A plan's file or its name.")
    private String plan = "";

    @Option(names = "--environment", description = "Where, for people; usually production.")
    private String environment = "production";

    @Option(
        names = {"-p", "--parameter"},
        paramLabel = "NAME=VALUE",
        description = "Overrides a parameter of the plan.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
        names = {"-m", "--reason"},
        description = "Why; kept in the log.")
    private String reason = "";

    @Option(names = "--watch", description = "Follow it until it ends or needs a human.")
    private boolean watch;

    @Override
    public Integer call() throws InterruptedException {
      Server server = connection.connect();
      JsonNode started =
          server.post(
              "deployments",
              Map.of(
                  "plan", planOrName(plan),
                  "file", plan,
                  "environment", environment,
                  "parameters", parameters,
                  "reason", reason));
      String id = started.path("id").asString();
      if (watch) {
        return LookingCommands.Watch.watch(server, id, output);
      }
      if (output.isJson()) {
        output.json(started);
      } else {
        output.line(id);
      }
      return ExitCode.OK;
    }
  }

  @Command(name = "plan", description = "Look at plans.", subcommands = Validate.class)
  static final class Plan implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();
    @Mixin private Output output = new Output();

    @Override
    public Integer call() {
      JsonNode plans = connection.connect().get("plans");
      if (output.isJson()) {
        output.json(plans);
        return ExitCode.OK;
      }
      for (JsonNode plan : plans) {
        boolean valid = plan.path("checked").path("valid").asBoolean();
        output.line(
            "%-32s %s  %s"
                .formatted(
                    plan.path("name").asString(),
                    valid ? "valid  " : "invalid",
                    plan.path("file").asString()));
      }
      return ExitCode.OK;
    }
  }

  @Command(name = "validate", description = "Look for everything that is wrong with a plan's file.")
  static final class Validate implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();
    @Mixin private Output output = new Output();

    @Parameters(paramLabel = "FILE", description = "The plan.")
    private Path file = Path.of("");

    @Option(
        names = {"-p", "--parameter"},
        paramLabel = "NAME=VALUE",
        description = "Overrides a parameter of the plan.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Override
    public Integer call() {
      if (!Files.isRegularFile(file)) {
        throw new CliFailure(ExitCode.USAGE, "There is no file %s.".formatted(file));
      }
      JsonNode checked =
          connection
              .connect()
              .post(
                  "plans/validate",
                  Map.of(
                      "plan", planOrName(file.toString()),
                      "file", file.toString(),
                      "parameters", parameters));
      boolean valid = checked.path("valid").asBoolean();
      if (output.isJson()) {
        output.json(checked);
      } else if (valid) {
        output.line("%s is valid; digest %s".formatted(file, checked.path("digest").asString()));
      } else {
        output.line(Findings.text(checked.path("findings")));
      }
      return valid ? ExitCode.OK : ExitCode.PLAN_INVALID;
    }
  }
}
