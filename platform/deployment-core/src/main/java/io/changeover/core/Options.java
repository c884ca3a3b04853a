package io.changeover.core;

import io.changeover.contracts.TaskId;
import io.changeover.contracts.event.PricedLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person can do when the system does not go on by itself. What stands before the colon is
 * what {@code ./changeover} is told.
 */
public final class Options {
  private Options() {}

  /**
   * The options in the order in which they are worth thinking about.
   *
   * @param decision the task by which a person says how it ends
   */
  public static List<String> of(Deployment state, TaskId decision) {
    List<String> options = new ArrayList<>();
    state.runs().values().stream()
        .filter(StepRun::failedForGood)
        .filter(run -> Retries.allowed(state, run))
        .forEach(run ->
            options.add(
                "retry %s %s: mend the cause, then have the step tried again (%s)"
                    .formatted(state.id(), run.key().step(), run.key().direction())));
    for (PricedLevel price : Assessment.of(state).prices()) {
      if (price.possible()) {
        options.add(
            "rollback %s --level %d: %s; loses %s; takes about %d s"
                .formatted(
                    state.id(),
                    price.level().number(),
                    price.level().title(),
                    price.loses(),
                    price.takes().toSeconds()));
      }
    }
    String task = "task %s %s --outcome ".formatted(state.id(), decision);
    options.add(task + "accepted: the result stands as it is, with your reason");
    options.add(task + "rolled-back-by-hand: you have led everything back");
    return options;
  }
}
