package io.changeover.notification.view;

import io.changeover.contracts.StepId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong last.
 *
 * @param step null when a person asked
 * @param findings failed checks: what was expected and what was seen
 * @param options what a person can do; empty unless one is needed
 */
public record Trouble(
    @Nullable StepId step,
    String what,
    String whatToDo,
    List<String> findings,
    List<String> options) {
  /** The most findings kept; the rest stands in the log. */
  static final int MOST_FINDINGS = 5;
}
