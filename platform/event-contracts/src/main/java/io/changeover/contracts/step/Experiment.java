package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.List;
import java.util.Set;

/**
 * Changes rows of a rehearsal's scratch database, looks at what follows, and takes it all back: one
 * transaction, rolled back. Refused on anything but a scratch database.
 *
 * @param statements run one after the other; an error fails the check
 * @param sql asked after them
 * @param expect what passes
 */
@JsonTypeName("experiment")
@DoneBy(value = Specialist.VALIDATION, rehearsable = true)
public record Experiment(
    TargetAlias target, List<String> statements, String sql, Expectation expect)
    implements StepSpec {
  public Experiment {
    statements = List.copyOf(statements);
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("statements names at least one");
    }
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
