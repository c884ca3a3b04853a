package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.Phase;
import io.changeover.contracts.step.Command;
import java.util.Set;

/** What a rollback needs to know of programs, which have no ledger. */
final class CommandChecks {
  private static final Set<Phase> CHANGING =
      Set.of(Phase.BACKUP, Phase.MIGRATE, Phase.ROLLOUT, Phase.FINISH);

  private static final Set<Phase> RESTORE_LEAVES =
      Set.of(Phase.BACKUP, Phase.ROLLOUT, Phase.FINISH);

  private CommandChecks() {}

  /** What changes something stands in a phase that is led back. */
  static void changesStandInTheirPhase(Draft draft, Findings findings) {
    for (Sketch each : draft.steps()) {
      if (changes(each) && !CHANGING.contains(each.phase())) {
        findings.add(
            place(draft, each),
            "wrong-phase",
            "A command that changes something does not belong into %s.".formatted(each.phase()),
            "Say 'onlyLooks: true' if it changes nothing, or move it to backup, migrate, rollout or finish.");
      }
    }
  }

  /** In migrate a restore stands in for a way back; what is done elsewhere it does not undo. */
  static void otherPhasesAreLedBack(Draft draft, Findings findings) {
    for (Sketch each : draft.steps()) {
      if (changes(each) && RESTORE_LEAVES.contains(each.phase()) && !leadsBack(each)) {
        findings.add(
            place(draft, each),
            "no-way-back",
            "Nothing undoes this command, and outside of migrate a restore does not either.",
            "Say how by 'back: [program, argument]', or 'back: []' when there is nothing to undo.");
      }
    }
  }

  private static boolean changes(Sketch sketch) {
    return sketch.spec() instanceof Command command && command.changes();
  }

  private static boolean leadsBack(Sketch sketch) {
    return sketch.spec() instanceof Command command && command.leadsBack();
  }

  private static Place place(Draft draft, Sketch each) {
    return draft.document().keyAt(Document.member(each.at(), "command"));
  }
}
