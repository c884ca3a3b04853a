package io.changeover.kit.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that was understood.
 *
 * @param position topic, partition and offset, for people
 * @param message of one of the contracts' types
 * @param id the same when the same thing is said twice
 * @param source who has sent it
 * @param time when it was added to the sender's outbox
 * @param causation the id of what led to it; may be empty
 * @param correlation the deployment's id; may be empty
 */
public record IncomingRecord(
    String position,
    String key,
    Object message,
    String id,
    String source,
    Instant time,
    String causation,
    String correlation,
    @Nullable Long sequence,
    @Nullable String traceparent) {}
