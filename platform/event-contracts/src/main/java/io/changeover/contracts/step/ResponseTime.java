package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.UrlPath;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long an application takes to answer; with {@code baseline}, compares.
 *
 * @param instance live (through the front, the default), blue or green
 * @param requests how many are sent, one after the other, after a few that do not count
 * @param baseline the earlier step of this kind to compare with; without it the step only measures
 * @param atMostPercentOver how much slower than the baseline's median passes, in percent
 * @param slack differences below this are never a failure; 5 ms when absent
 */
@JsonTypeName("response-time")
@DoneBy(value = Specialist.VALIDATION, targets = DoneBy.Sort.APPLICATION)
public record ResponseTime(
    TargetAlias target,
    @Nullable LiveInstance instance,
    UrlPath path,
    @Nullable String as,
    @Nullable Integer requests,
    @Nullable StepId baseline,
    @Nullable Integer atMostPercentOver,
    @Nullable Duration slack)
    implements StepSpec {
  /** The most requests that one step sends. */
  public static final int MOST_REQUESTS = 1_000;

  public ResponseTime {
    instance = instance == null ? LiveInstance.LIVE : instance;
    requests = requests == null ? 50 : requests;
    slack = slack == null ? Duration.ofMillis(5) : slack;
    if (requests < 5 || requests > MOST_REQUESTS) {
      throw new IllegalArgumentException("requests is 5 to 1000 but not " + requests);
    }
    if ((baseline == null) != (atMostPercentOver == null)) {
      throw new IllegalArgumentException("baseline and atMostPercentOver go together");
    }
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }

  @Override
  public Set<StepId> evidenceFrom() {
    return baseline == null ? Set.of() : Set.of(baseline);
  }
}
