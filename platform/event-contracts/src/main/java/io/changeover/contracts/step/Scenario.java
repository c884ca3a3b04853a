package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends several requests to an application, one after the other, as a person would use it.
 *
 * @param instance live (through the front, the default), blue or green
 * @param as the name of a login that the application's registration holds
 */
@JsonTypeName("scenario")
@DoneBy(value = Specialist.VALIDATION, targets = DoneBy.Sort.APPLICATION)
public record Scenario(
    TargetAlias target,
    @Nullable LiveInstance instance,
    @Nullable String as,
    List<ScenarioRequest> requests)
    implements StepSpec {
  public Scenario {
    instance = instance == null ? LiveInstance.LIVE : instance;
    requests = List.copyOf(requests);
    if (requests.isEmpty()) {
      throw new IllegalArgumentException("a scenario has at least one request");
    }
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
