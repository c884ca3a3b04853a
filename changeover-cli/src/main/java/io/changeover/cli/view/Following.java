package io.changeover.cli.view;

import io.changeover.cli.client.EventStream;
import io.changeover.cli.client.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** How often a broken stream is taken up again before giving up. */
  private static final int MOST_TRIES = 20;

  private final Server server;
  private final Terminal terminal;
  private final Clock clock;
  private final StepLog log;
  private final Consumer<JsonNode> onChange;

  /**
   * A follower.
   *
   * @param onChange gets the deployment whenever it has changed
   */
  public Following(Server server, Terminal terminal, Clock clock, Consumer<JsonNode> onChange) {
    this.server = server;
    this.terminal = terminal;
    this.clock = clock;
    this.onChange = onChange;
    this.log = new StepLog(terminal);
  }

  /** Follows. Returns the deployment as it was at the end. */
  public JsonNode follow(String deployment) throws InterruptedException {
    LinkedBlockingQueue<Optional<JsonNode>> events = new LinkedBlockingQueue<>();
    try (ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
      reader.execute(() -> read(deployment, events));
      try {
        return show(deployment, events);
      } finally {
        reader.shutdownNow();
      }
    }
  }

  private void read(String deployment, LinkedBlockingQueue<Optional<JsonNode>> events) {
    long last = 0;
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      try (EventStream stream = server.follow(deployment, last)) {
        Optional<JsonNode> event = stream.next();
        while (event.isPresent()) {
          last = event.get().path("sequence").asLong();
          events.add(event);
          event = stream.next();
        }
        if (server.get("deployments/" + deployment).path("ended").asBoolean()) {
          break;
        }
      } catch (IOException | UncheckedIOException broken) {
        if (attempt == 0) {
          terminal.line("the stream broke (" + broken + "), taken up again");
        }
      }
    }
    events.add(Optional.empty());
  }

  private JsonNode show(String deployment, LinkedBlockingQueue<Optional<JsonNode>> events)
      throws InterruptedException {
    JsonNode view = server.get("deployments/" + deployment);
    while (true) {
      Optional<JsonNode> event = events.poll(REFRESH.toMillis(), TimeUnit.MILLISECONDS);
      boolean over = false;
      while (event != null) {
        event.ifPresent(log::take);
        over |= event.isEmpty();
        event = events.poll();
        if (event == null) {
          view = server.get("deployments/" + deployment);
          onChange.accept(view);
        }
      }
      draw(view);
      if (over || isWaitingForSomebody(view)) {
        terminal.keep();
        return view;
      }
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
