package io.changeover.notification.view;

import io.changeover.contracts.Phase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A phase of a deployment. */
public record PhaseView(
    Phase phase, Mark mark, @Nullable Instant startedAt, @Nullable Instant endedAt) {

  static PhaseView waiting(Phase phase) {
    return new PhaseView(phase, Mark.WAITING, null, null);
  }

  PhaseView started(Instant at) {
    return new PhaseView(phase, Mark.RUNNING, startedAt == null ? at : startedAt, null);
  }

  PhaseView ended(Mark how, Instant at) {
    return new PhaseView(phase, how, startedAt, at);
  }
}
