package io.changeover.core;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.StepId;
import io.changeover.contracts.command.CancelStep;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.StepDispatched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A decision while it is made: events so far, the state after them, and what to do outside. */
final class Turn {
  /** How long a specialist's report may be late, after the step's own timeout. */
  static final Duration GRACE = Duration.ofSeconds(60);

  private final Instant now;
  private final List<DeploymentEvent> events = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private Deployment state;

  Turn(Deployment state, Instant now) {
    this.state = state;
    this.now = now;
  }

  Deployment state() {
    return state;
  }

  Instant now() {
    return now;
  }

  void emit(DeploymentEvent event) {
    events.add(event);
    state = Evolution.evolve(state, event);
  }

  /** Tells a specialist to do a step: the next attempt in that direction. */
  void dispatch(StepId step, Direction direction, Duration timeout) {
    int attempt = state.run(step, direction).map(run -> run.attempt() + 1).orElse(1);
    CommandId id = CommandId.of(state.id(), step, direction, attempt);
    emit(new StepDispatched(now, step, direction, attempt, id, now.plus(timeout).plus(GRACE)));
    state
        .run(step, direction)
        .ifPresent(run -> effects.add(new Effect.Send(Commands.of(state, run))));
  }

  /** Tells a specialist again what it was told before. */
  void repeat(StepRun run) {
    effects.add(new Effect.Send(Commands.of(state, run)));
  }

  void cancel(StepRun run) {
    StepCommand running = Commands.of(state, run);
    effects.add(
        new Effect.Cancel(running, new CancelStep(running.command(), running.deployment())));
  }

  Decision accepted() {
    return new Decision.Accepted(events, effects, state);
  }
}
