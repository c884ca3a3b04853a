/**
 * What a step can do: one record per step kind, as it stands in a plan and travels in a command.
 */
@NullMarked
package io.changeover.contracts.step;

import org.jspecify.annotations.NullMarked;
