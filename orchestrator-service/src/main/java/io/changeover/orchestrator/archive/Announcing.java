package io.changeover.orchestrator.archive;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Announce;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepHandler;
import java.util.List;

/** Puts an announcement into the log, from where the notification service tells people. */
final class Announcing implements StepHandler<Announce> {
  @Override
  public Class<Announce> kind() {
    return Announce.class;
  }

  @Override
  public Outcome handle(StepCommand command, Announce spec, StepContext context) {
    return Outcome.succeeded(new Evidence.Announcement(spec.message()), List.of());
  }
}
