package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.time.Duration;
import java.util.Set;

/**
 * Writes every table of a SQLite database as JSON Lines, one file for each, as an artefact of the
 * deployment.
 *
 * @param from the SQLite database
 */
@JsonTypeName("json-lines")
@DoneBy(value = Specialist.MIGRATION, check = false)
public record JsonLines(TargetAlias from) implements StepSpec {
  @Override
  public Set<TargetAlias> targets() {
    return Set.of(from);
  }

  /** It reads everything. */
  @Override
  public Duration usualTimeout() {
    return CHANGING;
  }
}
