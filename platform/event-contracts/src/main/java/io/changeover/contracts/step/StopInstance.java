package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.UrlPath;
import java.time.Duration;
import java.util.Set;

/**
 * Stops an installation of an application. Back starts it again and waits until it is healthy.
 *
 * @param health the path that answers 200 when the installation is healthy
 * @param within how long it may take to become healthy when it is started again
 */
@JsonTypeName("stop-instance")
@DoneBy(
    value = Specialist.ROLLOUT,
    changes = true,
    in = {Phase.BACKUP, Phase.ROLLOUT, Phase.FINISH},
    targets = DoneBy.Sort.APPLICATION)
public record StopInstance(TargetAlias target, Instance instance, UrlPath health, Duration within)
    implements StepSpec {
  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
