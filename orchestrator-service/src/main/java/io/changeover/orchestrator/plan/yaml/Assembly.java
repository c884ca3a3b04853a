package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.StepId;
import io.changeover.contracts.plan.NotifySettings;
import io.changeover.contracts.plan.Plan;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.plan.RollbackPolicy;
import io.changeover.contracts.plan.Waivers;
import io.changeover.contracts.plan.WatchWindow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts a plan together from parts without findings. */
final class Assembly {
  private Assembly() {}

  static String windowName(PlanFile.@Nullable Window window, int index) {
    return window == null || window.name() == null ? "window-" + (index + 1) : window.name();
  }

  static Plan plan(Draft draft) {
    PlanFile file = Objects.requireNonNull(draft.head().file());
    return new Plan(
        file.apiVersion(),
        file.name(),
        file.version(),
        file.description(),
        Objects.requireNonNullElse(file.targets(), Map.of()),
        Rehearsing.steps(draft, steps(draft.steps())),
        Objects.requireNonNullElse(file.approve(), List.of()),
        windows(draft),
        Objects.requireNonNullElse(file.signOff(), List.of()),
        rollback(file.rollback(), steps(draft.verifications())),
        channels(file.notifications()),
        Rehearsing.plan(file),
        file.waive() == null ? null : new Waivers(file.waive().backup()));
  }

  static List<PlanStep> steps(List<Sketch> sketches) {
    return sketches.stream().map(each -> Objects.requireNonNull(each.step())).toList();
  }

  private static List<WatchWindow> windows(Draft draft) {
    List<WatchWindow> windows = new ArrayList<>();
    for (int i = 0; i < draft.windows().size(); i++) {
      PlanFile.Window window = Objects.requireNonNull(draft.head().windows().get(i));
      windows.add(
          new WatchWindow(
              windowName(window, i),
              window.until(),
              window.every(),
              Objects.requireNonNullElse(window.failuresInARow(), 1),
              steps(draft.windows().get(i))));
    }
    return windows;
  }

  private static RollbackPolicy rollback(
      PlanFile.@Nullable Rollback written, List<PlanStep> verify) {
    if (written == null) {
      return new RollbackPolicy(true, false, 0, List.of(), verify);
    }
    return new RollbackPolicy(
        Objects.requireNonNullElse(written.automatic(), true),
        Objects.requireNonNullElse(written.blueReadsNewSchema(), false),
        written.loseAtMost() == null ? 0 : written.loseAtMost().rows(),
        Objects.requireNonNullElse(written.rules(), List.<PlanFile.Rule>of()).stream()
            .map(rule ->
                new RollbackPolicy.Rule(
                    rule.cause(), rule.phase(), rule.level().level(), rule.severity()))
            .toList(),
        verify);
  }

  private static NotifySettings channels(PlanFile.@Nullable Channels written) {
    if (written == null) {
      return new NotifySettings(null, List.of());
    }
    PlanFile.SlackChannels slack = written.slack();
    return new NotifySettings(
        slack == null ? null : new NotifySettings.Slack(slack.deployment(), slack.alerts()),
        Objects.requireNonNullElse(written.email(), List.of()),
        written.contact());
  }

  /** Whoever comes after a step comes after the checks that verify it as well. */
  static List<Sketch> behindVerifications(List<Sketch> steps) {
    Map<StepId, List<StepId>> verifications =
        steps.stream()
            .filter(each -> each.step() != null && each.step().verifies() != null)
            .collect(
                Collectors.groupingBy(
                    each -> Objects.requireNonNull(Objects.requireNonNull(each.step()).verifies()),
                    Collectors.mapping(Sketch::id, Collectors.toList())));
    return steps.stream().map(each -> behind(each, verifications)).toList();
  }

  private static Sketch behind(Sketch sketch, Map<StepId, List<StepId>> verifications) {
    PlanStep step = sketch.step();
    if (step == null || step.verifies() != null) {
      return sketch;
    }
    Set<StepId> all = new LinkedHashSet<>();
    for (StepId before : step.after()) {
      all.add(before);
      all.addAll(verifications.getOrDefault(before, List.of()));
    }
    List<StepId> after = List.copyOf(all);
    return new Sketch(
        sketch.at(),
        sketch.id(),
        sketch.phase(),
        sketch.kind(),
        after,
        sketch.spec(),
        withAfter(step, after));
  }

  private static PlanStep withAfter(PlanStep step, List<StepId> after) {
    return new PlanStep(
        step.id(),
        step.phase(),
        step.title(),
        step.spec(),
        step.timeout(),
        step.expected(),
        after,
        step.severity(),
        step.failureMeans(),
        step.attempts(),
        step.verifies());
  }
}
