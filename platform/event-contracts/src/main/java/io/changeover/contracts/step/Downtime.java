package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.UrlPath;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks an application again and again while others change it, and tells for how long it did not
 * answer.
 *
 * @param instance live (through the front, the default), blue or green
 * @param every how long from one request to the next; 100 ms when absent
 * @param until values of the answer, by JSON Pointer, that show that the change is over: the step
 *     ends after {@link #STEADY} answers in a row that have them
 * @param lasting how long it asks at the most
 * @param atMost the longest time without an answer, over all requests, that passes
 */
@JsonTypeName("downtime")
@DoneBy(value = Specialist.VALIDATION, targets = DoneBy.Sort.APPLICATION)
public record Downtime(
    TargetAlias target,
    @Nullable LiveInstance instance,
    UrlPath path,
    @Nullable Duration every,
    @Nullable Map<String, JsonNode> until,
    Duration lasting,
    Duration atMost)
    implements StepSpec {
  /** So many answers in a row are no longer chance. */
  public static final int STEADY = 10;

  /** Shorter pauses would be load, and not a look. */
  public static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

  public Downtime {
    instance = instance == null ? LiveInstance.LIVE : instance;
    every = every == null ? Duration.ofMillis(100) : every;
    until = until == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(until));
    if (every.compareTo(SHORTEST_PAUSE) < 0 || lasting.compareTo(every) < 0) {
      throw new IllegalArgumentException("every is at least 10 ms and at most lasting");
    }
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }

  @Override
  public Duration usualTimeout() {
    return lasting.plus(LOOKING);
  }
}
