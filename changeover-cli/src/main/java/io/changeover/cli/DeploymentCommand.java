package io.changeover.cli;

import io.changeover.cli.client.Server;
import io.changeover.cli.view.Paint;
import io.changeover.cli.view.Tree;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** A command about one deployment: what is asked for, and how the answer is shown. */
abstract class DeploymentCommand implements Callable<Integer> {
  @Mixin Connection connection = new Connection();
  @Mixin Output output = new Output();

  @Parameters(
      index = "0",
      paramLabel = "DEPLOYMENT",
      description = "The deployment's id, or 'last' for the newest.")
  String deployment = "last";

  /** The id that was meant. */
  static String resolve(Server server, String named) {
    if (!named.equals("last")) {
      return named;
    }
    JsonNode newest = server.get("deployments?limit=1").path("deployments").path(0);
    if (newest.isMissingNode()) {
      throw new CliFailure(ExitCode.USAGE, "There is no deployment yet.");
    }
    return newest.path("id").asString();
  }

  /** Asks for something and shows the deployment as it is then. */
  int ask(String what, Map<String, ?> body) {
    Server server = connection.connect();
    String id = resolve(server, deployment);
    show(server.post("deployments/%s/%s".formatted(id, what), body));
    return ExitCode.OK;
  }

  void show(JsonNode view) {
    if (output.isJson()) {
      output.json(view);
    } else {
      Tree.lines(view, new Paint(false), Clock.systemUTC().instant(), Tree.Detail.WHOLE)
          .forEach(output::line);
    }
  }

  /** A command that takes a reason. */
  abstract static class WithReason extends DeploymentCommand {
    @Option(
        names = {"-m", "--reason"},
        paramLabel = "TEXT",
        description = "Why; kept in the log.")
    String reason = "";
  }
}
