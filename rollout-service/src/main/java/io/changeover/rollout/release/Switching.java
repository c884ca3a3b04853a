package io.changeover.rollout.release;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Progress;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.HealthPoint;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.Applications;
import io.changeover.rollout.Deadline;
import io.changeover.rollout.Pause;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Switches to a version while every health path is asked, and waits until the platform is content
 * and all paths have been healthy so many times in a row.
 */
@Component
final class Switching {
  private final Applications applications;
  private final Pulse pulse;
  private final Pause pause;

  Switching(Applications applications, Pulse pulse, Pause pause) {
    this.applications = applications;
    this.pulse = pulse;
    this.pause = pause;
  }

  /**
   * Switches.
   *
   * @return failed, with how the applications answered and what runs now if the platform still
   *     tells that, when the version does not become well
   * @throws StepFailure when a health path's application is not registered
   */
  Outcome to(Change change, Terms terms, StepCommand command, StepContext context)
      throws StepFailure, InterruptedException {
    Map<String, URI> points = points(terms.health(), command);
    long began = System.nanoTime();
    try (SwitchWatch watch = SwitchWatch.over(points, change.served(), pulse, pause)) {
      try {
        change.begin();
        watch.beginAnew();
        untilWell(change, terms, watch, context);
      } catch (StepFailure failure) {
        return failed(change, failure, Switched.since(began, watch.seen()));
      }
      Switched switched = Switched.since(began, watch.seen());
      List<CheckResult> checks = new ArrayList<>(List.of(well(change, terms, switched)));
      checks.addAll(told(switched.switches()));
      return Outcome.succeeded(change.evidence(switched), checks);
    }
  }

  private static Outcome failed(Change change, StepFailure failure, Switched switched)
      throws InterruptedException {
    Evidence shown = null;
    try {
      shown = change.evidence(switched);
    } catch (StepFailure | RuntimeException platformAway) {
      // The failure of the switch is what is told; there is nothing more to show.
      failure.addSuppressed(platformAway);
    }
    return new Outcome.Failed(failure.reason(), told(switched.switches()), shown);
  }

  private Map<String, URI> points(List<HealthPoint> health, StepCommand command)
      throws StepFailure {
    Map<String, URI> points = new LinkedHashMap<>();
    for (HealthPoint point : health) {
      URI application = applications.get(command.target(point.target())).url();
      points.put(name(point, health), application.resolve(point.path().value()));
    }
    return points;
  }

  /** The application's, with the path where several paths of it are asked. */
  private static String name(HealthPoint point, List<HealthPoint> among) {
    String application = point.target().value();
    boolean alone = among.stream().filter(one -> one.target().equals(point.target())).count() == 1;
    return alone ? application : application + " " + point.path().value();
  }

  private void untilWell(Change change, Terms terms, SwitchWatch watch, StepContext context)
      throws StepFailure, InterruptedException {
    Deadline deadline = Deadline.in(terms.within());
    long began = System.nanoTime();
    int contentInARow = 0;
    while (true) {
      context.throwIfStopped();
      Optional<String> missing = change.missing();
      contentInARow = missing.isEmpty() ? contentInARow + 1 : 0;
      if (contentInARow >= terms.steady() && watch.steady(terms.steady())) {
        return;
      }
      String waitsFor = missing.orElseGet(watch::state);
      if (deadline.passed()) {
        throw late(change, terms, waitsFor);
      }
      long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
      context.progress(
          new Progress(seconds, terms.within().toSeconds(), "s", "waiting: " + waitsFor));
      pause.lasting(change.betweenLooks());
    }
  }

  private static StepFailure late(Change change, Terms terms, String waitedFor)
      throws StepFailure, InterruptedException {
    return new StepFailure(
        new FailureReason(
            FailureCode.TARGET_UNREACHABLE,
            "%s was not healthy %d times in a row within %d s; in the end %s."
                .formatted(change.version(), terms.steady(), terms.within().toSeconds(), waitedFor),
            "Read the ends of the logs, repair the cause, and retry the step or roll back.",
            change.detail()));
  }

  private static CheckResult well(Change change, Terms terms, Switched switched) {
    return CheckResult.of(
        change.version() + " is in service",
        "healthy %d times in a row within %d s"
            .formatted(terms.steady(), terms.within().toSeconds()),
        "after %d ms, with the switch itself".formatted(switched.took().toMillis()),
        true);
  }

  private static List<CheckResult> told(List<Evidence.Switch> switches) {
    return switches.stream()
        .map(one ->
            CheckResult.of(
                one.application() + " during the switch",
                "asked every %d ms".formatted(SwitchWatch.EVERY.toMillis()),
                "%d ms without an answer, %d ms in one piece, %d of %d requests failed, median %d ms"
                    .formatted(
                        one.down().toMillis(),
                        one.longest().toMillis(),
                        one.failed(),
                        one.requests(),
                        one.median().toMillis()),
                true))
        .toList();
  }
}
