package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;

/**
 * Looks at the processors' load of the specialist's host, over a second.
 *
 * @param belowPercent the load that is too much, of all processors together
 */
@JsonTypeName("cpu")
@DoneBy(Specialist.VALIDATION)
public record Cpu(int belowPercent) implements StepSpec {}
