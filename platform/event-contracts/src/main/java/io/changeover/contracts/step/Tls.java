package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Connects to an application's public URL and looks at its certificate: chain, host name, validity.
 *
 * @param validDays for how many days more it must be valid; 14 when absent
 */
@JsonTypeName("tls")
@DoneBy(value = Specialist.VALIDATION, targets = DoneBy.Sort.APPLICATION)
public record Tls(TargetAlias target, @Nullable Integer validDays) implements StepSpec {
  public Tls {
    validDays = validDays == null ? 14 : validDays;
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
