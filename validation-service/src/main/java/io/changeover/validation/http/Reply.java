package io.changeover.validation.http;

import io.changeover.contracts.json.Json;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What came back for a request.
 *
 * @param status 0 when nothing came
 * @param body of at most {@link BoundedBody#LARGEST} bytes
 * @param took until all of it was read
 * @param problem why nothing came; empty when something did
 */
record Reply(int status, BoundedBody.Body body, Duration took, String problem) {
  /** How much of an unexpected answer is shown, in characters. */
  private static final int SHOWN = 300;

  static Reply silence(Duration took, String problem) {
    return new Reply(0, new BoundedBody.Body("", false), took, problem);
  }

  /** The body as JSON; empty when it is not JSON, or not whole. */
  Optional<JsonNode> json() {
    try {
      return body.cut() || body.text().isEmpty()
          ? Optional.empty()
          : Optional.of(Json.mapper().readTree(body.text()));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The status, or why there is none. */
  String summary() {
    return status == 0 ? "no answer: " + problem : "status " + status;
  }

  /** The beginning of the body, for a person. */
  String beginning() {
    String text = body.text();
    return text.substring(0, Math.min(text.length(), SHOWN)).strip();
  }
}
