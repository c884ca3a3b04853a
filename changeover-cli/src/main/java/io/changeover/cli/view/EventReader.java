package io.changeover.cli.view;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import io.changeover.cli.client.EventStream;
import io.changeover.cli.client.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Reads a deployment's log as it grows, and goes on where it was when the stream breaks, as it does
 * when the orchestrator starts again. However it ends, the last thing it says is that it has.
 */
final class EventReader implements Runnable {
  /** How often in a row the server may be asked in vain: well over a minute with the pauses. */
  static final int MOST_TRIES = 20;

  /** The longest pause between two tries; the first ones are shorter. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final int TRIES_TO_FULL_PAUSE = 5;

  private final Server server;
  private final String deployment;
  private final Terminal terminal;
  private final Duration pause;
  private final BlockingQueue<Optional<JsonNode>> events;
  private final Semaphore never = new Semaphore(0);
  private long last;
  private int inVain;

  /**
   * A reader.
   *
   * @param events gets each event, and nothing as the last
   */
  EventReader(
      Server server,
      String deployment,
      Terminal terminal,
      Duration pause,
      BlockingQueue<Optional<JsonNode>> events) {
    this.server = server;
    this.deployment = deployment;
    this.terminal = terminal;
    this.pause = pause;
    this.events = events;
  }

  @Override
  public void run() {
    try {
      while (!isOver()) {
        int share = Math.clamp(inVain, 1, TRIES_TO_FULL_PAUSE);
        Duration thisTime = pause.multipliedBy(share).dividedBy(TRIES_TO_FULL_PAUSE);
        boolean _ = never.tryAcquire(thisTime.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      events.add(Optional.empty());
    }
  }

  /** Reads as far as it goes. Whether nothing more is to come, or is worth waiting for. */
  private boolean isOver() {
    try {
      read();
      JsonNode view = server.get("deployments/" + deployment);
      inVain = 0;
      // It may have ended while the stream was broken: then there is more to read.
      return view.path("ended").asBoolean() && view.path("sequence").asLong() <= last;
    } catch (IOException | UncheckedIOException broken) {
      return isEnough(broken);
    } catch (CliFailure refused) {
      return refused.exitCode() == ExitCode.DENIED || isEnough(refused);
    }
  }

  private boolean isEnough(Exception why) {
    if (inVain == 0 && !Thread.currentThread().isInterrupted()) {
      terminal.line("the stream broke (" + why + "), taken up again");
    }
    inVain++;
    return inVain >= MOST_TRIES;
  }

  private void read() throws IOException {
    try (EventStream stream = server.follow(deployment, last)) {
      Optional<JsonNode> event = stream.next();
      while (event.isPresent()) {
        inVain = 0;
        last = event.get().path("sequence").asLong();
        events.add(event);
        event = stream.next();
      }
    }
  }
}
