package io.changeover.orchestrator.rest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** W3C trace contexts as they come in. */
final class Traces {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private Traces() {}

  /** The context when it is one, else null: a wrong one is ignored, as the standard wants. */
  static @Nullable String valid(@Nullable String traceparent) {
    return traceparent != null && FORM.matcher(traceparent).matches() ? traceparent : null;
  }
}
