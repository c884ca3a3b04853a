package io.changeover.core;

import io.changeover.contracts.Digest;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Receipt;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.RehearsalPlan;
import io.changeover.contracts.plan.Waivers;
import io.changeover.contracts.step.Fingerprint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What has to be there before the first migration begins: a verified backup of each database that
 * is changed, unless the plan waives it and an approver has accepted that by name; and, where the
 * plan rehearses, a receipt for this plan and for the schema that the database still has.
 */
final class Safeguards {
  private Safeguards() {}

  /** Why the migration must not begin; empty when it may. */
  static Optional<String> missing(Deployment state) {
    List<PlanStep> changing =
        state.stepsOf(Phase.MIGRATE).stream().filter(PlanStep::changes).toList();
    return changing.isEmpty()
        ? Optional.empty()
        : backup(state, changing).or(() -> rehearsal(state));
  }

  /** Whether an approver has accepted that there is no backup. */
  static boolean backupWaived(Deployment state) {
    return state.plan().waivesBackup()
        && state.approvals().stream().anyMatch(given -> given.accepted().contains(Waivers.BACKUP));
  }

  private static Optional<String> backup(Deployment state, List<PlanStep> changing) {
    List<PlanStep> backups = Advance.verifiedBackups(state);
    Set<TargetAlias> without = without(backups, changing);
    if ((without.isEmpty() && !backups.isEmpty()) || backupWaived(state)) {
      return Optional.empty();
    }
    String of =
        without.isEmpty()
            ? ""
            : " of " + without.stream().map(TargetAlias::value).collect(Collectors.joining(", "));
    return Optional.of("There is no verified backup%s, so nothing was migrated.".formatted(of));
  }

  private static Set<TargetAlias> without(List<PlanStep> backups, List<PlanStep> changing) {
    Set<TargetAlias> without =
        changing.stream()
            .flatMap(step -> step.spec().databasesChanged().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    backups.forEach(backup -> without.removeAll(backup.spec().targets()));
    return without;
  }

  private static Optional<String> rehearsal(Deployment state) {
    RehearsalPlan plan = state.plan().rehearsal();
    Receipt receipt = state.receipt();
    if (plan == null) {
      return Optional.empty();
    }
    if (receipt == null) {
      return Optional.of("There is no receipt of a rehearsal, so nothing was migrated.");
    }
    if (!receipt.planDigest().equals(state.planDigest())) {
      return Optional.of(
          "Another plan was rehearsed (%s), so nothing was migrated."
              .formatted(receipt.planDigest()));
    }
    return schema(state, plan.target(), receipt.schemaFingerprint());
  }

  private static Optional<String> schema(Deployment state, TargetAlias target, Digest rehearsed) {
    Optional<Digest> now = dumped(state, target);
    if (now.isEmpty()) {
      return compared(state, target)
          ? Optional.empty()
          : Optional.of(
              "Nobody has looked whether '%s' still has the schema that was rehearsed on, so nothing was migrated."
                  .formatted(target));
    }
    return now.get().equals(rehearsed)
        ? Optional.empty()
        : Optional.of(
            ("The schema of '%s' was changed since the rehearsal (fingerprint %s, rehearsed on %s), so"
                    + " nothing was migrated. Start the deployment again to rehearse on it as it is.")
                .formatted(target, now.get(), rehearsed));
  }

  /** The schema as the newest backup before the migration shows it. */
  private static Optional<Digest> dumped(Deployment state, TargetAlias target) {
    return Advance.verifiedBackups(state).stream()
        .filter(step -> step.spec().targets().contains(target))
        .flatMap(step -> state.evidence(step.id()).stream())
        .filter(Evidence.Backup.class::isInstance)
        .map(evidence -> ((Evidence.Backup) evidence).schemaFingerprint())
        .reduce((older, newer) -> newer);
  }

  /** Whether a step after the approval has compared the schema with the one rehearsed on. */
  private static boolean compared(Deployment state, TargetAlias target) {
    return state.stepsOf(Phase.BACKUP).stream()
        .filter(step ->
            step.spec() instanceof Fingerprint spec
                && spec.target().equals(target)
                && state.evidence(spec.against()).orElse(null) instanceof Evidence.Clone)
        .anyMatch(step -> state.run(step.id()).filter(StepRun::succeeded).isPresent());
  }
}
