package io.changeover.orchestrator.rest;

import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.LoggedEvent;
import io.changeover.contracts.json.WireCodec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event as REST shows it. */
public record EventView(
    String id,
    long sequence,
    String type,
    int version,
    Instant at,
    String causation,
    @Nullable String traceparent,
    String hash,
    DeploymentEvent data) {
  static EventView of(LoggedEvent event) {
    return new EventView(
        event.id().value(),
        event.sequence(),
        WireCodec.typeOf(event.event()),
        WireCodec.versionOf(event.event()),
        event.event().at(),
        event.causation(),
        event.traceparent(),
        event.hash().value(),
        event.event());
  }
}
