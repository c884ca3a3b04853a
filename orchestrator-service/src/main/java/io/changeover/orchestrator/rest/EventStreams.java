package io.changeover.orchestrator.rest;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.event.LoggedEvent;
import io.changeover.contracts.json.Json;
import io.changeover.core.Deployment;
import io.changeover.orchestrator.deployment.Deployments;
import io.changeover.orchestrator.deployment.EventFeed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Logs as server-sent events. The id of each is its sequence number, so a broken stream goes on
 * where it was. A stream ends when the deployment has.
 */
@Component
class EventStreams implements SmartLifecycle {
  /** The most streams at a time. */
  static final int MOST_STREAMS = 200;

  /** How often a silent stream shows that it lives. */
  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final int BATCH = 500;

  private final Deployments deployments;
  private final EventFeed feed;
  private final Semaphore free = new Semaphore(MOST_STREAMS);
  private volatile boolean running;

  EventStreams(Deployments deployments, EventFeed feed) {
    this.deployments = deployments;
    this.feed = feed;
  }

  /** Opens a stream of the events after a sequence number. */
  SseEmitter open(DeploymentId id, long after) {
    if (!free.tryAcquire()) {
      throw new Problem(
          HttpStatus.SERVICE_UNAVAILABLE,
          "too-many-streams",
          "%d streams are open; ask for the events instead.".formatted(MOST_STREAMS));
    }
    SseEmitter emitter = new SseEmitter(0L);
    Thread.ofVirtual().name("stream-" + id).start(() -> run(id, after, emitter));
    return emitter;
  }

  private void run(DeploymentId id, long after, SseEmitter emitter) {
    try (EventFeed.Following following = feed.follow(id)) {
      long last = after;
      while (running) {
        last = sendAll(id, last, emitter);
        if (hasEnded(id, last)) {
          emitter.complete();
          return;
        }
        if (!following.await(HEARTBEAT)) {
          emitter.send(SseEmitter.event().comment("still here"));
        }
      }
      emitter.complete();
    } catch (IOException | IllegalStateException clientIsGone) {
      emitter.completeWithError(clientIsGone);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      emitter.complete();
    } finally {
      free.release();
    }
  }

  private long sendAll(DeploymentId id, long after, SseEmitter emitter) throws IOException {
    long last = after;
    List<LoggedEvent> events;
    do {
      events = deployments.events(id, last, BATCH);
      for (LoggedEvent event : events) {
        EventView view = EventView.of(event);
        emitter.send(
            SseEmitter.event()
                .id(Long.toString(event.sequence()))
                .name(view.type())
                .data(Json.canonical(view)));
        last = event.sequence();
      }
    } while (events.size() == BATCH);
    return last;
  }

  private boolean hasEnded(DeploymentId id, long last) {
    return deployments
        .find(id)
        .filter(Deployment::ended)
        .filter(state -> state.sequence() <= last)
        .isPresent();
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
