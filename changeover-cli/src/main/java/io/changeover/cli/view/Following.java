package io.changeover.cli.view;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import io.changeover.cli.client.Server;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Follows a deployment and shows it until it has ended, or needs a human. */
public final class Following {
  /** How often the times on the screen move when nothing else does. */
  private static final Duration REFRESH = Duration.ofMillis(500);

  private final Server server;
  private final Terminal terminal;
  private final Clock clock;
  private final Duration pause;
  private final StepLog log;
  private final Consumer<JsonNode> onChange;

  /**
   * A follower.
   *
   * @param onChange gets the deployment whenever it has changed
   */
  public Following(Server server, Terminal terminal, Clock clock, Consumer<JsonNode> onChange) {
    this(server, terminal, clock, EventReader.PAUSE, onChange);
  }

  /**
   * The same with another patience.
   *
   * @param pause the longest between two tries to take a broken stream up again
   */
  Following(
      Server server, Terminal terminal, Clock clock, Duration pause, Consumer<JsonNode> onChange) {
    this.server = server;
    this.terminal = terminal;
    this.clock = clock;
    this.pause = pause;
    this.onChange = onChange;
    this.log = new StepLog(terminal);
  }

  /** Follows. Returns the deployment as it was at the end. */
  public JsonNode follow(String deployment) throws InterruptedException {
    LinkedBlockingQueue<Optional<JsonNode>> events = new LinkedBlockingQueue<>();
    try (ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
      reader.execute(new EventReader(server, deployment, terminal, pause, events));
      try {
        return show(deployment, events);
      } finally {
        reader.shutdownNow();
      }
    }
  }

  private JsonNode show(String deployment, LinkedBlockingQueue<Optional<JsonNode>> events)
      throws InterruptedException {
    JsonNode view = server.get("deployments/" + deployment);
    boolean stale = false;
    while (true) {
      Optional<JsonNode> event = events.poll(REFRESH.toMillis(), TimeUnit.MILLISECONDS);
      boolean over = false;
      while (event != null) {
        event.ifPresent(log::take);
        stale = true;
        over |= event.isEmpty();
        event = events.poll();
      }
      Optional<JsonNode> newer = stale ? look(deployment, over) : Optional.empty();
      if (newer.isPresent()) {
        stale = false;
        view = newer.get();
        onChange.accept(view);
      }
      draw(view);
      if (over || isWaitingForSomebody(view)) {
        terminal.keep();
        return view;
      }
    }
  }

  /**
   * The deployment as it is now; nothing while the server is away, unless this is the last look.
   */
  private Optional<JsonNode> look(String deployment, boolean last) {
    try {
      return Optional.of(server.get("deployments/" + deployment));
    } catch (CliFailure away) {
      if (last || away.exitCode() == ExitCode.DENIED) {
        throw away;
      }
      return Optional.empty();
    }
  }

  private static boolean isWaitingForSomebody(JsonNode view) {
    return view.path("state").asString().equals("NeedsHuman");
  }

  private void draw(JsonNode view) {
    if (terminal.drawable()) {
      Instant now = clock.instant();
      List<String> lines = Tree.lines(view, terminal.paint(), now, Tree.Detail.OPEN_PHASES);
      terminal.draw(
          lines.size() < terminal.height()
              ? lines
              : Tree.lines(view, terminal.paint(), now, Tree.Detail.UNFINISHED));
    }
  }
}
