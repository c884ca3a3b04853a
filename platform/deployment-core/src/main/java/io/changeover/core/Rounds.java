package io.changeover.core;

import io.changeover.contracts.plan.Plan;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.WatchWindow;
import java.time.Instant;
import java.util.Map;

/** The rounds of checks in a watch window. The attempt number of a check is its round's number. */
final class Rounds {
  private Rounds() {}

  /** Whether the newest round has no check under way any more, and was not counted yet. */
  static boolean justEnded(WatchRun watch, Plan plan, Map<RunKey, StepRun> runs) {
    return watch.roundsDone() < watch.round()
        && window(watch, plan).checks().stream().allMatch(check -> settled(watch, check, runs));
  }

  /** Whether a check of the newest round has failed. */
  static boolean failed(WatchRun watch, Plan plan, Map<RunKey, StepRun> runs) {
    return window(watch, plan).checks().stream()
        .map(check -> runs.get(RunKey.forward(check.id())))
        .anyMatch(run -> run != null && run.failedForGood());
  }

  /** When the next round begins or, after the last one, the window ends. */
  static Instant due(Deployment state, WatchRun watch) {
    if (owed(state, watch)) {
      return watch.windowStartedAt();
    }
    return allBegun(state, watch) ? end(watch, state.plan()) : next(watch, state.plan());
  }

  /** Whether no further round fits into the window; a window has at least one. */
  static boolean allBegun(Deployment state, WatchRun watch) {
    if (window(watch, state.plan()).checks().isEmpty()) {
      return true;
    }
    return watch.round() > 0
        && !owed(state, watch)
        && !next(watch, state.plan()).isBefore(end(watch, state.plan()));
  }

  /** Whether a person wants a check tried again, which the next round does. */
  private static boolean owed(Deployment state, WatchRun watch) {
    return window(watch, state.plan()).checks().stream()
        .flatMap(check -> state.run(check.id()).stream())
        .anyMatch(StepRun::again);
  }

  /** When the next round begins. */
  static Instant next(WatchRun watch, Plan plan) {
    Instant last = watch.roundBegunAt();
    return last == null ? watch.windowStartedAt() : last.plus(window(watch, plan).every());
  }

  /** When the window ends. */
  static Instant end(WatchRun watch, Plan plan) {
    return watch.watchStartedAt().plus(window(watch, plan).until());
  }

  static WatchWindow window(WatchRun watch, Plan plan) {
    return plan.windows().get(watch.window());
  }

  private static boolean settled(WatchRun watch, PlanStep check, Map<RunKey, StepRun> runs) {
    StepRun run = runs.get(RunKey.forward(check.id()));
    return run != null && run.attempt() == watch.round() && !run.inFlight();
  }
}
