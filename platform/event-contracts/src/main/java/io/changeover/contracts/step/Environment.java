package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Argument;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.List;
import java.util.Set;

/**
 * Looks whether an installation is given the variables that it needs. Values are never told.
 *
 * @param instance blue or green
 * @param variables their names; each must stand with a value that is not blank in the registered
 *     file that somebody else starts it with, or, without one, be registered, and be in the
 *     environment of the installation's process when that runs
 */
@JsonTypeName("environment")
@DoneBy(value = Specialist.VALIDATION, targets = DoneBy.Sort.APPLICATION)
public record Environment(TargetAlias target, Instance instance, List<Argument> variables)
    implements StepSpec {
  public Environment {
    variables = List.copyOf(variables);
    if (variables.isEmpty()) {
      throw new IllegalArgumentException("variables names at least one");
    }
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
