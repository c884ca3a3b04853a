package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;

/**
 * Tells people something: the message goes to the plan's Slack channel and e-mail addresses.
 *
 * @param message what is said; at most 2,000 characters
 */
@JsonTypeName("announce")
@DoneBy(value = Specialist.ORCHESTRATOR, check = false)
public record Announce(String message) implements StepSpec {
  public Announce {
    if (message.length() > 2_000) {
      throw new IllegalArgumentException("an announcement has at most 2,000 characters");
    }
  }
}
