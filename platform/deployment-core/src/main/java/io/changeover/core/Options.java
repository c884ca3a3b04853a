package io.changeover.core;

import io.changeover.contracts.event.PricedLevel;
import java.util.ArrayList;
import java.util.List;

/** What a person can do when the system does not go on by itself, in words. */
public final class Options {
  private Options() {}

  /** The options in the order in which they are worth thinking about. */
  public static List<String> of(Deployment state) {
    List<String> options = new ArrayList<>();
    state.runs().values().stream()
        .filter(StepRun::failedForGood)
        .filter(run -> Retries.allowed(state, run))
        .forEach(run ->
            options.add(
                "retry %s: mend the cause, then have the step tried again (%s)"
                    .formatted(run.key().step(), run.key().direction())));
    for (PricedLevel price : Assessment.of(state).prices()) {
      if (price.possible()) {
        options.add(
            "rollback --level %d: %s; loses %d rows; takes about %d s"
                .formatted(
                    price.level().number(),
                    price.level().title(),
                    price.rowsLost(),
                    price.takes().toSeconds()));
      }
    }
    options.add("task decide --outcome accepted: the result stands as it is, with your reason");
    options.add("task decide --outcome rolled-back-by-hand: you have led everything back");
    return options;
  }
}
