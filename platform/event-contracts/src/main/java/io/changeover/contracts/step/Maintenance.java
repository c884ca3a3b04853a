package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.Set;

/**
 * Shuts an application's users out, or lets them in again; back does the opposite. The front shuts
 * them out, so the application itself may be down meanwhile.
 *
 * @param mode on: the front answers 503 to everybody; off: the application answers again
 */
@JsonTypeName("maintenance")
@DoneBy(
    value = Specialist.ROLLOUT,
    changes = true,
    in = {Phase.BACKUP, Phase.ROLLOUT, Phase.FINISH},
    targets = DoneBy.Sort.APPLICATION)
public record Maintenance(TargetAlias target, MaintenanceMode mode) implements StepSpec {
  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
