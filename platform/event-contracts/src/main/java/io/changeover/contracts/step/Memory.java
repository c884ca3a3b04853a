package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;

/**
 * Looks at the memory in use on the specialist's host.
 *
 * @param belowPercent the share in use that is too much
 */
@JsonTypeName("memory")
@DoneBy(Specialist.VALIDATION)
public record Memory(int belowPercent) implements StepSpec {}
