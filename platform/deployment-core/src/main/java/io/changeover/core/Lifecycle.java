package io.changeover.core;

import io.changeover.contracts.Actor;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.DeploymentRequested;
import io.changeover.contracts.event.InputRefused;
import io.changeover.contracts.event.NoteAdded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a deployment does about an input. Pure: time comes in, events and effects go out.
 *
 * <p>The transition table; {@code LifecycleTableTest} holds it against the code. Reports and ticks
 * are taken in every live state, notes in every state; a working state is one that stands for a
 * phase of the plan.
 *
 * <pre>
 * state              | approve | complete-task | pause | resume | abort | roll-back | retry
 * Requested          | no      | no            | no    | no     | yes   | no        | no
 * Preflight          | no      | yes           | yes   | no     | yes   | changed   | no
 * Rehearsing         | no      | yes           | yes   | no     | yes   | changed   | no
 * AwaitingApproval   | yes     | no            | yes   | no     | yes   | changed   | no
 * BackingUp          | no      | yes           | yes   | no     | yes   | changed   | no
 * Migrating          | no      | yes           | yes   | no     | yes   | changed   | no
 * RollingOut         | no      | yes           | yes   | no     | yes   | changed   | no
 * Validating         | no      | yes           | yes   | no     | yes   | changed   | no
 * Finishing          | no      | yes           | yes   | no     | yes   | changed   | no
 * Watching           | no      | yes           | yes   | no     | yes   | changed   | no
 * AwaitingSignOff    | no      | yes           | yes   | no     | yes   | changed   | no
 * Paused             | no      | yes           | no    | yes    | yes   | changed   | failed
 * AssessingFailure   | no      | no            | no    | no     | no    | no        | no
 * RollingBack        | no      | no            | no    | no     | no    | no        | no
 * NeedsHuman         | no      | yes           | no    | no     | yes   | changed   | failed
 * Succeeded          | no      | no            | no    | no     | no    | no        | no
 * RolledBack         | no      | no            | no    | no     | no    | no        | no
 * Failed             | no      | no            | no    | no     | no    | no        | no
 * Rejected           | no      | no            | no    | no     | no    | no        | no
 * Aborted            | no      | no            | no    | no     | no    | no        | no
 * </pre>
 *
 * {@code changed}: once a step that changes something was begun. {@code failed}: for a step that
 * has failed.
 */
public final class Lifecycle {
  private Lifecycle() {}

  /** A new deployment: its first events and what they lead to. */
  public static Decision.Accepted start(DeploymentId id, DeploymentRequested request) {
    Turn turn = new Turn(Evolution.begin(id, request), request.at());
    Advance.whatFollows(turn);
    Decision.Accepted rest = (Decision.Accepted) turn.accepted();
    List<DeploymentEvent> events = new ArrayList<>(rest.events());
    events.addFirst(request);
    return new Decision.Accepted(events, rest.effects(), rest.next());
  }

  /**
   * What follows from an input.
   *
   * @param now not before the state's newest event
   */
  public static Decision decide(Deployment state, Input input, Instant now) {
    return switch (input) {
      case Input.Reported reported -> Reports.decide(state, reported.report(), now);
      case Input.Tick tick -> DueTime.decide(state, now);
      case Input.Asked asked -> ask(state, asked, now);
    };
  }

  private static Decision ask(Deployment state, Input.Asked asked, Instant now) {
    if (asked instanceof Input.AddNote note) {
      Turn turn = new Turn(state, now);
      turn.emit(new NoteAdded(now, note.by().actor(), note.text()));
      return turn.accepted();
    }
    try {
      if (state.ended()) {
        throw new Refused(
            RejectionReason.Code.DEPLOYMENT_ENDED,
            "The deployment has ended as %s and never changes again; start a new one."
                .formatted(state.state().word()));
      }
      return Requests.decide(state, asked, now);
    } catch (Refused refused) {
      Actor by = asked.by().actor();
      RejectionReason reason = refused.reason();
      return new Decision.Rejected(
          reason, new InputRefused(now, asked.word(), reason.code().word(), reason.message(), by));
    }
  }
}
