package io.changeover.kit.message;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that was put aside.
 *
 * @param key as text; null when there was none
 * @param bytes as they came; null for a tombstone
 * @param reason for people
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go into the database and nowhere else
public record ParkedRecord(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    Map<String, String> headers,
    byte @Nullable [] bytes,
    String reason) {}
