package io.changeover.orchestrator.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.event.LoggedEvent;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.json.WireCodec;
import io.changeover.core.Deployment;
import io.changeover.orchestrator.deployment.Deployments;
import io.changeover.orchestrator.deployment.EventFeed;
import io.changeover.orchestrator.deployment.HashChain;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Writes a log to one stream, each event once and in order. */
final class EventWriter {
  private static final int BATCH = 500;

  private final DeploymentId id;
  private final Deployments deployments;
  private final SseEmitter emitter;
  private long last;

  EventWriter(DeploymentId id, long after, Deployments deployments, SseEmitter emitter) {
    this.id = id;
    this.deployments = deployments;
    this.emitter = emitter;
    this.last = after;
  }

  void writeComment(String comment) throws IOException {
    emitter.send(SseEmitter.event().comment(comment));
  }

  /** Writes what the log has that was not written. Returns whether nothing will follow. */
  boolean writeFromLog() throws IOException {
    int found = BATCH;
    while (found == BATCH) {
      Set<DataWithMediaType> lines = new LinkedHashSet<>();
      List<LoggedEvent> events = deployments.events(id, last, BATCH);
      events.forEach(event -> add(lines, event, Json.canonical(EventView.of(event))));
      send(lines);
      found = events.size();
    }
    return deployments
        .find(id)
        .filter(Deployment::ended)
        .filter(state -> state.sequence() <= last)
        .isPresent();
  }

  /** Writes by what the log has grown, without reading it unless something between is missing. */
  boolean write(List<EventFeed.Growth> growths) throws IOException {
    Set<DataWithMediaType> lines = new LinkedHashSet<>();
    boolean ended = false;
    for (EventFeed.Growth growth : growths) {
      for (HashChain.Link link : growth.links()) {
        if (link.event().sequence() == last + 1) {
          add(lines, link.event(), Json.canonical(EncodedEventView.of(link)));
        } else if (link.event().sequence() > last) {
          send(lines);
          return writeFromLog();
        }
      }
      ended = ended || growth.ended();
    }
    send(lines);
    return ended;
  }

  private void add(Set<DataWithMediaType> lines, LoggedEvent event, String view) {
    lines.addAll(
        SseEmitter.event()
            .id(Long.toString(event.sequence()))
            .name(WireCodec.typeOf(event.event()))
            .data(view)
            .build());
    last = event.sequence();
  }

  private void send(Set<DataWithMediaType> lines) throws IOException {
    if (!lines.isEmpty()) {
      emitter.send(lines);
    }
  }

  /** An {@link EventView} whose event is encoded already. */
  private record EncodedEventView(
      String id,
      long sequence,
      String type,
      int version,
      Instant at,
      String causation,
      @Nullable String traceparent,
      String hash,
      @JsonRawValue String data) {
    static EncodedEventView of(HashChain.Link link) {
      EventView view = EventView.of(link.event());
      return new EncodedEventView(
          view.id(),
          view.sequence(),
          view.type(),
          view.version(),
          view.at(),
          view.causation(),
          view.traceparent(),
          view.hash(),
          link.payload());
    }
  }
}
