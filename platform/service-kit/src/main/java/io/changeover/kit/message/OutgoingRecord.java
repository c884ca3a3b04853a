package io.changeover.kit.message;

import org.jspecify.annotations.Nullable;

/**
 * A record to be sent.
 *
 * @param topic one of the contracts' topics
 * @param key records of one key arrive in the order in which they were added
 * @param message of a type that travels
 * @param id unique for what the record says: when it is sent again, the id is the same
 * @param causation the id of what led to it; may be empty
 * @param correlation what belongs together: the deployment's id; may be empty
 * @param sequence its place in the deployment's log; null where there is none
 * @param traceparent the W3C trace context; null when there is none
 * @param json the message as the contracts' codec has encoded it; null when it has not yet
 */
public record OutgoingRecord(
    String topic,
    String key,
    Object message,
    String id,
    String causation,
    String correlation,
    @Nullable Long sequence,
    @Nullable String traceparent,
    @Nullable String json) {
  /** One that is encoded when it is added. */
  public OutgoingRecord(
      String topic,
      String key,
      Object message,
      String id,
      String causation,
      String correlation,
      @Nullable Long sequence,
      @Nullable String traceparent) {
    this(topic, key, message, id, causation, correlation, sequence, traceparent, null);
  }

  /** The same with its message encoded already. */
  public OutgoingRecord encodedAs(String encoded) {
    return new OutgoingRecord(
        topic, key, message, id, causation, correlation, sequence, traceparent, encoded);
  }
}
