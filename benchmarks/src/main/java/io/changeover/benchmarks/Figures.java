package io.changeover.benchmarks;

import io.changeover.cli.client.EventStream;
import io.changeover.cli.client.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Measures from outside, through the REST interface. */
final class Figures {
  private final Server server;
  private final Queue<String> ended = new ConcurrentLinkedQueue<>();

  Figures(Server server) {
    this.server = server;
  }

  /** Starts one deployment and waits for its end. Returns nanoseconds. */
  long one() {
    long begun = System.nanoTime();
    String id = server.post("deployments", NoOpPlan.request()).path("id").asString();
    String last = "";
    try (EventStream stream = server.follow(id, 0)) {
      Optional<JsonNode> event = stream.next();
      while (event.isPresent()) {
        last = event.get().path("type").asString();
        event = stream.next();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    if (!last.equals("changeover.deployment.succeeded")) {
      throw new IllegalStateException("the deployment ended with " + last);
    }
    ended.add(id);
    return System.nanoTime() - begun;
  }

  /** One after the other. Returns milliseconds, sorted. */
  List<Double> oneAfterTheOther(int count) {
    List<Double> took = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      took.add(one() / 1e6);
    }
    took.sort(Double::compare);
    return took;
  }

  /** So many at a time. Returns how many ended in a second. */
  double sideBySide(int count, int inFlight) throws InterruptedException {
    AtomicInteger left = new AtomicInteger(count);
    long begun = System.nanoTime();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < inFlight; client++) {
        clients.execute(() -> {
          while (left.getAndDecrement() > 0) {
            one();
          }
        });
      }
    }
    return count / ((System.nanoTime() - begun) / 1e9);
  }

  /** Replays logs through REST: read, decoded, folded. Returns events in a second. */
  double replayed(int count) {
    List<String> ids = List.copyOf(ended).subList(0, Math.min(count, ended.size()));
    long events = 0;
    long begun = System.nanoTime();
    for (String id : ids) {
      events += server.get("deployments/%s/replay".formatted(id)).path("sequence").asLong();
    }
    return events / ((System.nanoTime() - begun) / 1e9);
  }
}
