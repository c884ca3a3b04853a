package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.Set;

/**
 * Points the front (nginx) at an installation: configuration tested, renamed into place, reloaded,
 * and the new generation seen on fresh connections. Back points it at the one that served before.
 *
 * @param to the installation that is to serve
 */
@JsonTypeName("switch-traffic")
@DoneBy(
    value = Specialist.ROLLOUT,
    changes = true,
    in = Phase.ROLLOUT,
    targets = DoneBy.Sort.APPLICATION)
public record SwitchTraffic(TargetAlias target, Instance to) implements StepSpec {
  @Override
  @JsonIgnore
  public boolean switchesVersion() {
    return true;
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
