package io.changeover.contracts.event;

import io.changeover.contracts.WireType;
import java.time.Instant;
import java.util.List;

/**
 * The system will not go on by itself.
 *
 * @param options what a person can do, in words
 */
@WireType("changeover.human.needed")
public record HumanNeeded(Instant at, String why, List<String> options) implements DeploymentEvent {
  public HumanNeeded {
    options = List.copyOf(options);
  }
}
