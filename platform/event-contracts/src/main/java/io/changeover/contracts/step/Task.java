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
 * @param due how long after it is asked for it should be done; it is shown, and who is late is
 *     reminded once
 */
@JsonTypeName("task")
@DoneBy(value = Specialist.ORCHESTRATOR, check = false)
public record Task(
    Role owner,
    @JsonProperty("do") String instruction,
    @Nullable String autoCompleteBy,
    @Nullable Duration due)
    implements StepSpec {
  /** The longest time that anybody is given. */
  public static final Duration LATEST = Duration.ofDays(3_650);

  public Task {
    if (due != null && (!due.isPositive() || due.compareTo(LATEST) > 0)) {
      throw new IllegalArgumentException(
          "due is longer than nothing and at most %s but not %s".formatted(LATEST, due));
    }
  }

  /** A person may take days. */
  @Override
  public Duration usualTimeout() {
    return Duration.ofDays(7);
  }
}
