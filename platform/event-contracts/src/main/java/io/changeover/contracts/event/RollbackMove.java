package io.changeover.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.changeover.contracts.Direction;
import io.changeover.contracts.StepId;
import io.changeover.contracts.step.StepSpec;
import java.time.Duration;

/**
 * One move of a rollback: a step of the plan undone, or a look at the result.
 *
 * @param spec what is undone or looked at; {@code do} in JSON
 */
public record RollbackMove(
    StepId step, Direction direction, @JsonProperty("do") StepSpec spec, Duration timeout) {}
