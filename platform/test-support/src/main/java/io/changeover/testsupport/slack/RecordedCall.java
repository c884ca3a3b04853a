package io.changeover.testsupport.slack;

import tools.jackson.databind.JsonNode;

/**
 * A call that arrived, whatever became of it.
 *
 * @param method such as {@code chat.postMessage}, or {@code webhook}
 * @param arguments as sent
 * @param outcome {@code ok}, Slack's error code, or the name of the fault it met
 */
public record RecordedCall(String method, JsonNode arguments, String outcome) {}
