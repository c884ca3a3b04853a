package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.Set;

/**
 * Asks a database and compares the answer. The query runs in a read-only transaction.
 *
 * @param sql one statement
 * @param expect what passes
 */
@JsonTypeName("query")
@DoneBy(value = Specialist.VALIDATION, rehearsable = true)
public record Query(TargetAlias target, String sql, Expectation expect) implements StepSpec {
  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
