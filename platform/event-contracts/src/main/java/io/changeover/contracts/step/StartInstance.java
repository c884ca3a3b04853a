package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.UrlPath;
import java.time.Duration;
import java.util.Set;

/**
 * Starts an installation of an application and waits until it is healthy. Back stops it.
 *
 * @param health the path that answers 200 when the installation is healthy
 * @param within how long it may take to become healthy
 */
@JsonTypeName("start-instance")
@DoneBy(
    value = Specialist.ROLLOUT,
    changes = true,
    in = Phase.ROLLOUT,
    targets = DoneBy.Sort.APPLICATION)
public record StartInstance(TargetAlias target, Instance instance, UrlPath health, Duration within)
    implements StepSpec {
  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
