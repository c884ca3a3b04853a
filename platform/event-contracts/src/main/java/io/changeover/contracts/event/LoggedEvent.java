package io.changeover.contracts.event;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.contracts.EventId;
import org.jspecify.annotations.Nullable;

/**
 * An event at its place in the log.
 *
 * @param sequence counts from 1 within the deployment, without a gap
 * @param causation what led to it: a command's id, a request's key or an event's id; empty when
 *     nothing outside did
 * @param traceparent the W3C trace context of what led to it; null when there was none
 * @param previous the hash of the event before; sixty-four zeros for the first
 * @param hash SHA-256 over the previous hash and this event's fields, as the event reference lays
 *     down
 */
public record LoggedEvent(
    EventId id,
    DeploymentId deployment,
    long sequence,
    String causation,
    @Nullable String traceparent,
    DeploymentEvent event,
    Digest previous,
    Digest hash) {}
