package io.changeover.orchestrator.report;

import io.changeover.contracts.Evidence;
import java.util.stream.Collectors;

/** Says which version is in service, and how its switch went. */
final class ReleaseSentences {
  private ReleaseSentences() {}

  static String of(Evidence.Release release) {
    return "%s: %s in service%s%s"
        .formatted(
            release.by(),
            release.version().isEmpty() ? "nothing" : release.version(),
            release.previous().isEmpty() ? "" : ", before it " + release.previous(),
            release.switches().stream().map(ReleaseSentences::of).collect(Collectors.joining()));
  }

  private static String of(Evidence.Switch one) {
    return "; %s: %d ms without an answer, %d of %d requests failed, median %d ms"
        .formatted(
            one.application(),
            one.down().toMillis(),
            one.failed(),
            one.requests(),
            one.median().toMillis());
  }
}
