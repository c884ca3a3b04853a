package io.changeover.kit.message;

import java.util.Map;

/**
 * A record of the outbox.
 *
 * @param id grows in the order in which records were added
 */
public record WaitingRecord(
    long id, String topic, String key, Map<String, String> headers, String payload) {}
