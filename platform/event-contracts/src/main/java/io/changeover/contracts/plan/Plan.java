package io.changeover.contracts.plan;

import io.changeover.contracts.PlanName;
import io.changeover.contracts.Role;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment does, with every parameter filled in. Frozen when the deployment starts: its
 * canonical JSON is hashed, and approvals are bound to that digest.
 *
 * @param apiVersion {@link #API_VERSION}
 * @param version of what is deployed, for people
 * @param targets what the plan calls its databases and applications
 * @param steps by phase and in the order of the plan, verify checks right behind the step that they
 *     verify
 * @param approvals who must agree before the backup; empty when nobody must
 * @param windows of the watch, in order
 * @param signOff whose name is needed at the end
 * @param rehearsal what is tried before production; null when nothing is
 * @param waivers what the plan does without; null when it waives nothing
 */
public record Plan(
    String apiVersion,
    PlanName name,
    String version,
    @Nullable String description,
    Map<TargetAlias, TargetName> targets,
    List<PlanStep> steps,
    List<ApprovalRule> approvals,
    List<WatchWindow> windows,
    List<Role> signOff,
    RollbackPolicy rollback,
    @com.fasterxml.jackson.annotation.JsonProperty("notify") NotifySettings notifications,
    @com.fasterxml.jackson.annotation.JsonProperty("rehearse") @Nullable RehearsalPlan rehearsal,
    @com.fasterxml.jackson.annotation.JsonProperty("waive") @Nullable Waivers waivers) {
  /** The only form of plan that there is so far. */
  public static final String API_VERSION = "changeover/v1";

  public Plan {
    targets = java.util.Collections.unmodifiableMap(new TreeMap<>(targets));
    steps = List.copyOf(steps);
    approvals = List.copyOf(approvals);
    windows = List.copyOf(windows);
    signOff = List.copyOf(signOff);
  }

  /** A plan without a rehearsal that waives nothing. */
  public Plan(
      String apiVersion,
      PlanName name,
      String version,
      @Nullable String description,
      Map<TargetAlias, TargetName> targets,
      List<PlanStep> steps,
      List<ApprovalRule> approvals,
      List<WatchWindow> windows,
      List<Role> signOff,
      RollbackPolicy rollback,
      NotifySettings notifications) {
    this(
        apiVersion,
        name,
        version,
        description,
        targets,
        steps,
        approvals,
        windows,
        signOff,
        rollback,
        notifications,
        null,
        null);
  }

  /** True when the migration may begin without a backup, once that was accepted. */
  public boolean waivesBackup() {
    return waivers != null && waivers.backup() != null;
  }

  /** Every step, those of the watch included. */
  public Stream<PlanStep> allSteps() {
    return Stream.concat(
        steps.stream(), windows.stream().flatMap(window -> window.checks().stream()));
  }

  /** The step of that id, wherever it stands. */
  public Optional<PlanStep> step(StepId id) {
    return allSteps().filter(step -> step.id().equals(id)).findFirst();
  }
}
