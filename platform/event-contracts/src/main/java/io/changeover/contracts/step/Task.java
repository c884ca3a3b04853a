package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Role;
import io.changeover.contracts.Specialist;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks a person.
 *
 * @param owner the role that does it
 * @param instruction what is to be done; {@code do} in a plan
 * @param autoCompleteBy when given, nobody is asked: the log says that the task was completed
 *     automatically in this name
 */
@JsonTypeName("task")
@DoneBy(Specialist.ORCHESTRATOR)
public record Task(
    Role owner, @JsonProperty("do") String instruction, @Nullable String autoCompleteBy)
    implements StepSpec {
  /** A person may take days. */
  @Override
  public Duration usualTimeout() {
    return Duration.ofDays(7);
  }
}
