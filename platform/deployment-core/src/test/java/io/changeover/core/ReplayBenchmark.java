package io.changeover.core;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Progress;
import io.changeover.contracts.StepId;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.StepProgressed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Folds a long log again and again and prints how many events a second that is. The log is a watch
 * of a whole week with a round every few seconds, whose checks tell their progress. Takes the
 * number of events as its argument.
 */
final class ReplayBenchmark {
  private static final int ROUNDS = 15;

  private ReplayBenchmark() {}

  public static void main(String[] arguments) {
    int events = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
    List<DeploymentEvent> log = log(events);
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      Deployment folded = Evolution.fold(Story.ID, log);
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (folded.sequence() != log.size()) {
        throw new IllegalStateException("an event was lost");
      }
      best = Math.max(best, log.size() / seconds);
    }
    System.out.printf("%,d events; %,.0f folded a second (best of %d)%n", log.size(), best, ROUNDS);
  }

  private static List<DeploymentEvent> log(int events) {
    PlanSketch sketch =
        new PlanSketch()
            .with(Steps.check("disk", Phase.PREFLIGHT))
            .with(Steps.backup("dump"))
            .with(Steps.migration("tables"))
            .with(Steps.check("rows", Phase.MIGRATE))
            .window("week", Duration.ofDays(7), Duration.ofSeconds(10), 3, "health", "errors");
    Story story = Story.unfolded(sketch).until(State.Watching.class);
    List<DeploymentEvent> log = new ArrayList<>(events);
    log.addAll(story.log());
    while (log.size() < events) {
      int from = story.log().size();
      story.succeed("health").succeed("errors").due();
      StepId health = new StepId("health");
      int attempt = story.inFlight("health").attempt();
      log.addAll(story.log().subList(from, story.log().size()));
      log.add(
          new StepProgressed(
              story.now(), health, Direction.FORWARD, attempt, new Progress(1, 2, "requests", "")));
    }
    return List.copyOf(log);
  }
}
