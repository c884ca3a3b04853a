package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Argument;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the name server for the host of an application's public URL.
 *
 * @param addresses all addresses that the name must have, and no others; any will do when absent
 */
@JsonTypeName("dns")
@DoneBy(value = Specialist.VALIDATION, targets = DoneBy.Sort.APPLICATION)
public record Dns(TargetAlias target, @Nullable List<Argument> addresses) implements StepSpec {
  public Dns {
    addresses = addresses == null ? List.of() : List.copyOf(addresses);
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
