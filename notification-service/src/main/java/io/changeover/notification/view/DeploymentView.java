package io.changeover.notification.view;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Phase;
import io.changeover.contracts.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a deployment.
 *
 * @param sequence of the last event in it; 0 before the first
 * @param origin null when the first event never came, so that nobody can be told anything
 * @param summary the last word of the deployment itself; empty while it lives
 * @param alerted whether the alerts channel was told of trouble
 * @param progressShownAt when progress last was worth a message
 */
public record DeploymentView(
    DeploymentId id,
    long sequence,
    @Nullable Origin origin,
    Standing standing,
    boolean paused,
    List<PhaseView> phases,
    List<StepView> steps,
    List<TaskView> tasks,
    @Nullable Trouble trouble,
    @Nullable Retreat retreat,
    @Nullable Instant endedAt,
    String summary,
    boolean alerted,
    @Nullable Instant progressShownAt) {

  /** Nothing is known yet. */
  public static DeploymentView unknown(DeploymentId id) {
    return new DeploymentView(
        id,
        0,
        null,
        Standing.RUNNING,
        false,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        "",
        false,
        null);
  }

  public Optional<StepView> step(@Nullable StepId wanted) {
    return steps.stream().filter(step -> step.id().equals(wanted)).findFirst();
  }

  /** The steps of a phase, in the order of the plan. */
  public List<StepView> steps(Phase phase) {
    return steps.stream().filter(step -> step.phase() == phase).toList();
  }

  public Optional<PhaseView> phase(Phase wanted) {
    return phases.stream().filter(phase -> phase.phase() == wanted).findFirst();
  }

  /** Whether a message about it would look the same. */
  public boolean looksLike(DeploymentView other) {
    return with(other.sequence).equals(other);
  }

  DeploymentView with(long newSequence) {
    return new DeploymentView(
        id,
        newSequence,
        origin,
        standing,
        paused,
        phases,
        steps,
        tasks,
        trouble,
        retreat,
        endedAt,
        summary,
        alerted,
        progressShownAt);
  }

  DeploymentView with(
      @Nullable Origin newOrigin, List<PhaseView> newPhases, List<StepView> newSteps) {
    return new DeploymentView(
        id,
        sequence,
        newOrigin,
        standing,
        paused,
        newPhases,
        newSteps,
        tasks,
        trouble,
        retreat,
        endedAt,
        summary,
        alerted,
        progressShownAt);
  }

  DeploymentView with(Standing newStanding) {
    return standing(newStanding, paused, tasks, endedAt, summary);
  }

  DeploymentView paused(boolean isPaused) {
    return standing(standing, isPaused, tasks, endedAt, summary);
  }

  DeploymentView withTasks(List<TaskView> newTasks) {
    return standing(standing, paused, List.copyOf(newTasks), endedAt, summary);
  }

  DeploymentView with(@Nullable Trouble newTrouble) {
    return with(newTrouble, retreat);
  }

  DeploymentView with(@Nullable Retreat newRetreat) {
    return with(trouble, newRetreat);
  }

  private DeploymentView with(@Nullable Trouble newTrouble, @Nullable Retreat newRetreat) {
    return new DeploymentView(
        id,
        sequence,
        origin,
        standing,
        paused,
        phases,
        steps,
        tasks,
        newTrouble,
        newRetreat,
        endedAt,
        summary,
        alerted,
        progressShownAt);
  }

  DeploymentView ended(Standing how, Instant at, String lastWord) {
    return standing(how, false, List.of(), at, lastWord);
  }

  private DeploymentView standing(
      Standing how, boolean isPaused, List<TaskView> open, @Nullable Instant end, String lastWord) {
    return new DeploymentView(
        id,
        sequence,
        origin,
        how,
        isPaused,
        phases,
        steps,
        open,
        trouble,
        retreat,
        end,
        lastWord,
        alerted,
        progressShownAt);
  }

  DeploymentView alert() {
    return new DeploymentView(
        id,
        sequence,
        origin,
        standing,
        paused,
        phases,
        steps,
        tasks,
        trouble,
        retreat,
        endedAt,
        summary,
        true,
        progressShownAt);
  }

  DeploymentView progressShown(Instant at) {
    return new DeploymentView(
        id, sequence, origin, standing, paused, phases, steps, tasks, trouble, retreat, endedAt,
        summary, alerted, at);
  }

  DeploymentView change(StepId which, UnaryOperator<StepView> how) {
    List<StepView> changed =
        steps.stream().map(step -> step.id().equals(which) ? how.apply(step) : step).toList();
    return with(origin, phases, changed);
  }

  DeploymentView changePhases(UnaryOperator<PhaseView> how) {
    return with(origin, phases.stream().map(how).toList(), steps);
  }

  DeploymentView change(Phase which, UnaryOperator<PhaseView> how) {
    return changePhases(phase -> phase.phase() == which ? how.apply(phase) : phase);
  }
}
