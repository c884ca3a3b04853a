package io.changeover.core;

import io.changeover.contracts.Direction;
import io.changeover.contracts.StepId;

/** A step in one direction: what is tried, perhaps several times. */
public record RunKey(StepId step, Direction direction) {
  public static RunKey forward(StepId step) {
    return new RunKey(step, Direction.FORWARD);
  }

  @Override
  public String toString() {
    return step + "/" + direction;
  }
}
