package io.changeover.contracts.step;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request of a scenario. {@code {name}} in the path or in text of the body stands for a value
 * that an earlier request has kept.
 *
 * @param name what the request shows, in a few words
 * @param path starts with /; may hold {@code {name}}
 * @param status the status that passes; 200 when absent
 * @param json expected values by JSON Pointer; {@code *} stands for any element of an array
 * @param keep names for values of the answer, by JSON Pointer
 * @param always run even when an earlier request failed, to leave nothing behind
 */
public record ScenarioRequest(
    String name,
    @Nullable HttpMethod method,
    String path,
    @Nullable JsonNode body,
    @Nullable Integer status,
    @Nullable Map<String, JsonNode> json,
    @Nullable Map<String, String> keep,
    @Nullable Boolean always) {
  public ScenarioRequest {
    method = method == null ? HttpMethod.GET : method;
    status = status == null ? 200 : status;
    json = json == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(json));
    keep = keep == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(keep));
    always = always != null && always;
    if (!path.startsWith("/") || path.startsWith("//")) {
      throw new IllegalArgumentException(
          "a request's path starts with one / but is '" + path + "'");
    }
  }
}
