package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Does nothing, and reports that it did: for trying a plan's shape and for measurements.
 *
 * @param lasting how long it takes to do nothing
 */
@JsonTypeName("no-op")
@DoneBy(Specialist.VALIDATION)
public record NoOp(@Nullable Duration lasting) implements StepSpec {}
