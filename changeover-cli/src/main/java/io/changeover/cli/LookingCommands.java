package io.changeover.cli;

import io.changeover.cli.client.Server;
import io.changeover.cli.view.Following;
import io.changeover.cli.view.HistoryLine;
import io.changeover.cli.view.Terminal;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The commands that only look. */
final class LookingCommands {
  private LookingCommands() {}

  @Command(name = "list", description = "List deployments, the newest first.")
  static final class ListDeployments implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();
    @Mixin private Output output = new Output();

    @Option(names = "--state", description = "Only those in this state.")
    private @Nullable String state;

    @Option(names = "--plan", description = "Only those of this plan.")
    private @Nullable String plan;

    @Option(names = "--limit", description = "How many; 1 to 100, usually 20.")
    private int limit = 20;

    @Option(names = "--long", description = "Also what was changed and what went wrong, in words.")
    private boolean details;

    @Override
    public Integer call() {
      String query = "deployments?limit=" + limit;
      query += state == null ? "" : "&state=" + state;
      query += plan == null ? "" : "&plan=" + plan;
      JsonNode page = connection.connect().get(query);
      if (output.isJson()) {
        output.json(page);
        return ExitCode.OK;
      }
      for (JsonNode one : page.path("deployments")) {
        output.line(HistoryLine.of(one));
        if (details) {
          HistoryLine.details(one).forEach(output::line);
        }
      }
      return ExitCode.OK;
    }
  }

  @Command(name = "show", description = "Show a deployment.")
  static final class Show extends DeploymentCommand {
    @Override
    public Integer call() {
      Server server = connection.connect();
      JsonNode view = server.get("deployments/" + resolve(server, deployment));
      show(view);
      return ExitCode.OK;
    }
  }

  @Command(name = "watch", description = "Follow a deployment until it ends or needs a human.")
  static final class Watch extends DeploymentCommand {
    @Override
    public Integer call() throws InterruptedException {
      Server server = connection.connect();
      return watch(server, resolve(server, deployment), output);
    }

    /** Follows a deployment on the terminal; the exit code says how it stands then. */
    static int watch(Server server, String id, Output output) throws InterruptedException {
      Following following = new Following(server, Terminal.stderr(), Clock.systemUTC(), view -> {});
      JsonNode view = following.follow(id);
      if (output.isJson()) {
        output.json(view);
      } else {
        output.line("%s %s".formatted(id, view.path("state").asString()));
      }
      return ExitCode.of(view.path("state").asString());
    }
  }

  @Command(name = "events", description = "Print a deployment's log, one event a line as JSON.")
  static final class Events extends DeploymentCommand {
    @Option(names = "--after", description = "Only events after this sequence number.")
    private long after;

    @Override
    public Integer call() {
      Server server = connection.connect();
      String id = resolve(server, deployment);
      long last = after;
      while (true) {
        JsonNode page = server.get("deployments/%s/events?after=%d".formatted(id, last));
        if (page.path("events").isEmpty()) {
          return ExitCode.OK;
        }
        page.path("events").forEach(event -> output.line(event.toString()));
        last = page.path("next").asLong();
      }
    }
  }

  @Command(name = "replay", description = "Show the state folded from the log.")
  static final class Replay extends DeploymentCommand {
    @Option(names = "--up-to", description = "The last event that counts; else all do.")
    private long upTo = Long.MAX_VALUE;

    @Override
    public Integer call() {
      Server server = connection.connect();
      String id = resolve(server, deployment);
      show(server.get("deployments/%s/replay?upTo=%d".formatted(id, upTo)));
      return ExitCode.OK;
    }
  }

  @Command(name = "report", description = "Print the deployment record and post-mortem.")
  static final class Report extends DeploymentCommand {
    @Option(names = "--html", description = "As a page; else Markdown, or JSON with --json.")
    private boolean html;

    @Override
    public Integer call() {
      Server server = connection.connect();
      String path = "deployments/%s/report".formatted(resolve(server, deployment));
      if (output.isJson()) {
        output.json(server.get(path));
      } else {
        output.line(server.text(path, html ? "text/html" : "text/markdown"));
      }
      return ExitCode.OK;
    }
  }
}
