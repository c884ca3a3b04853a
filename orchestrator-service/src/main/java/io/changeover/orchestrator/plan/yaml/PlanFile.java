package io.changeover.orchestrator.plan.yaml;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.changeover.contracts.Cause;
import io.changeover.contracts.Phase;
import io.changeover.contracts.PlanName;
import io.changeover.contracts.Role;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.plan.ApprovalRule;
import io.changeover.contracts.step.CopyScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a plan's file holds: the JSON Schema is made of these records and of those of the step
 * kinds. Steps and checks carry one key more, which is their kind.
 */
record PlanFile(
    String apiVersion,
    PlanName name,
    String version,
    @Nullable String description,
    @Nullable Map<TargetAlias, TargetName> targets,
    @Nullable Map<String, JsonNode> parameters,
    @Nullable List<Step> preflight,
    @Nullable List<Step> backup,
    @Nullable List<Step> migrate,
    @Nullable List<Step> rollout,
    @Nullable List<Step> validate,
    @Nullable List<Step> finish,
    @Nullable Rehearse rehearse,
    @Nullable List<ApprovalRule> approve,
    @Nullable List<Window> watch,
    @JsonProperty("sign-off") @Nullable List<Role> signOff,
    @Nullable Waive waive,
    @Nullable Rollback rollback,
    @JsonProperty("notify") @Nullable Channels notifications) {

  /** The keys that a step has besides its kind. */
  record Step(
      StepId id,
      @Nullable String title,
      @Nullable Duration timeout,
      @Nullable Duration expected,
      @Nullable List<StepId> after,
      @Nullable Severity severity,
      @Nullable Cause failureMeans,
      @Nullable Integer attempts,
      @Nullable List<Check> verify) {}

  /** The keys that a check which belongs to something else has besides its kind. */
  record Check(
      @Nullable StepId id,
      @Nullable String title,
      @Nullable Duration timeout,
      @Nullable Duration expected,
      @Nullable Severity severity,
      @Nullable Cause failureMeans) {}

  /** What is tried on a copy of a database before production. */
  record Rehearse(
      TargetAlias target,
      @Nullable CopyScope copy,
      @Nullable List<RollbackLevel> levels,
      @Nullable List<Step> checks) {}

  /** What the plan does without. */
  record Waive(String backup) {}

  /** A part of the watch. */
  record Window(
      @Nullable String name,
      Duration until,
      Duration every,
      @Nullable Integer failuresInARow,
      @Nullable List<Check> checks) {}

  /** What the plan says about going back. */
  record Rollback(
      @Nullable Boolean automatic,
      @Nullable Boolean blueReadsNewSchema,
      @Nullable Loss loseAtMost,
      @Nullable List<Rule> rules,
      @Nullable List<Check> verify) {}

  /** What may be lost without asking. */
  record Loss(long rows) {}

  /** A choice of the plan's own. */
  record Rule(
      @Nullable Cause cause, @Nullable Phase phase, @Nullable Severity severity, Level level) {}

  /** Who is told. */
  record Channels(
      @Nullable SlackChannels slack, @Nullable List<String> email, @Nullable String contact) {}

  /** Channels of Slack. */
  record SlackChannels(String deployment, @Nullable String alerts) {}
}
