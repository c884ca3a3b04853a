package io.changeover.orchestrator.rest;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.event.LoggedEvent;
import io.changeover.core.Deployment;
import io.changeover.core.Evolution;
import io.changeover.orchestrator.deployment.Deployments;
import io.changeover.orchestrator.deployment.Filter;
import io.changeover.orchestrator.deployment.Listed;
import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Shows deployments and their logs. Nothing here changes anything. */
@RestController
@RequestMapping("/api/v1/deployments")
class LogController {
  /** The most deployments on a page. */
  static final int PAGE = 100;

  /** The most events in one answer. */
  static final int MOST_EVENTS = 10_000;

  /** Later than any cursor's time. */
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final Deployments deployments;
  private final EventStreams streams;

  LogController(Deployments deployments, EventStreams streams) {
    this.deployments = deployments;
    this.streams = streams;
  }

  /** A page of deployments; {@code next} is the cursor of the following one, null on the last. */
  record Page(List<Listed> deployments, @Nullable String next) {}

  @Operation(summary = "Deployments, newest first")
  @GetMapping
  Page list(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String plan,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > PAGE) {
      throw Problem.invalid("'limit' is 1 to %d.".formatted(PAGE));
    }
    Filter filter = new Filter(word(state), word(plan), position(cursor), limit + 1);
    List<Listed> found = deployments.list(filter);
    if (found.size() <= limit) {
      return new Page(found, null);
    }
    List<Listed> page = found.subList(0, limit);
    return new Page(page, cursor(page.getLast()));
  }

  private static @Nullable String word(@Nullable String given) {
    return given == null ? null : Requests.storable(given);
  }

  private static String cursor(Listed last) {
    String text = last.requestedAt() + " " + last.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Filter.@Nullable Position position(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      return decoded(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
    } catch (RuntimeException notOurs) {
      throw Problem.invalid("'cursor' is not one that a list has given.");
    }
  }

  private static Filter.Position decoded(String text) {
    int space = text.indexOf(' ');
    Instant time = Instant.parse(text.substring(0, space));
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException("no deployment is of that time");
    }
    return new Filter.Position(time, new DeploymentId(text.substring(space + 1)).value());
  }

  @Operation(summary = "Where a deployment stands, and what comes next")
  @GetMapping("/{id}")
  DeploymentView show(@PathVariable String id) {
    return DeploymentView.of(find(id));
  }

  private Deployment find(String id) {
    return deployments
        .find(new DeploymentId(id))
        .orElseThrow(() -> Problem.notFound("deployment", id));
  }

  /** Events, and the sequence number to ask after for the following ones. */
  record Events(List<EventView> events, long next) {}

  @Operation(summary = "The log after a sequence number")
  @GetMapping("/{id}/events")
  Events events(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "1000") int limit) {
    if (limit < 1 || limit > MOST_EVENTS) {
      throw Problem.invalid("'limit' is 1 to %d.".formatted(MOST_EVENTS));
    }
    find(id);
    List<EventView> events =
        deployments.events(new DeploymentId(id), after, limit).stream().map(EventView::of).toList();
    return new Events(events, events.isEmpty() ? after : events.getLast().sequence());
  }

  @Operation(summary = "The log as server-sent events; resumable by Last-Event-ID")
  @GetMapping(path = "/{id}/events/stream")
  ResponseEntity<SseEmitter> stream(
      HttpMethod method,
      @PathVariable String id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
      @RequestParam(defaultValue = "0") long after) {
    Deployment state = find(id);
    long from = last == null ? after : sequence(last);
    if (state.ended() && from >= state.sequence()) {
      return ResponseEntity.noContent().build();
    }
    if (method.equals(HttpMethod.HEAD)) {
      return ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM).build();
    }
    return ResponseEntity.ok()
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no")
        .body(streams.open(state.id(), from));
  }

  private static long sequence(String last) {
    try {
      return Long.parseLong(last.strip());
    } catch (NumberFormatException notANumber) {
      throw Problem.invalid("'Last-Event-ID' is a sequence number.");
    }
  }

  @Operation(summary = "The state folded from the log up to a sequence number")
  @GetMapping("/{id}/replay")
  DeploymentView replay(
      @PathVariable String id, @RequestParam(defaultValue = "9223372036854775807") long upTo) {
    if (upTo < 1) {
      throw Problem.invalid("'upTo' is a sequence number from 1.");
    }
    DeploymentId deployment = find(id).id();
    List<LoggedEvent> log = deployments.events(deployment, 0, Integer.MAX_VALUE);
    return DeploymentView.of(
        Evolution.fold(
            deployment,
            log.stream()
                .filter(event -> event.sequence() <= upTo)
                .map(LoggedEvent::event)
                .toList()));
  }
}
