package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import java.util.Set;

/**
 * Drops every scratch database that this deployment has made of a target; none is no error. Made by
 * {@code rehearse}; never written in a plan.
 *
 * @param from the step that made the first of them
 */
@JsonTypeName("drop-clone")
@DoneBy(value = Specialist.BACKUP, check = false, written = false)
public record DropClone(TargetAlias target, StepId from) implements StepSpec {
  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }

  @Override
  public Set<StepId> evidenceFrom() {
    return Set.of(from);
  }
}
