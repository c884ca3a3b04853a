package io.changeover.contracts.plan;

import io.changeover.contracts.Direction;
import io.changeover.contracts.StepId;
import org.jspecify.annotations.Nullable;

/**
 * Says that a step is done on a scratch database instead of its target, so it changes nothing that
 * a rollback has to think of.
 *
 * @param scratch the step that made the scratch database
 * @param direction which way the step's work goes there
 * @param of the step of the plan that is tried; null for one that is there for the rehearsal alone
 */
public record Rehearsal(StepId scratch, Direction direction, @Nullable StepId of) {}
