package io.changeover.core;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.plan.PlanStep;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as a history of deployments tells it.
 *
 * @param changes what it has changed, in the plan's order; at most {@link #MOST}
 * @param issues what went wrong, in an attempt that was repeated too, or was warned of, each with
 *     what became of it; at most {@link #MOST}
 */
public record History(List<String> changes, List<String> issues, Metrics metrics) {
  /** More lines than this are not read. */
  public static final int MOST = 50;

  private static final int LONGEST_LINE = 300;

  public History {
    changes = List.copyOf(changes);
    issues = List.copyOf(issues);
  }

  /**
   * Figures.
   *
   * @param deploymentTime from the request to the newest event
   * @param downtime in which an application did not answer while it was switched, the longest of
   *     all applications, forth and back added up with attempts that failed; null when nobody has
   *     measured
   * @param errorRatePercent of all requests that were sent meanwhile; null when there were none
   * @param responseTime the median that was measured last; null when none was
   */
  public record Metrics(
      Duration deploymentTime,
      @Nullable Duration downtime,
      @Nullable Double errorRatePercent,
      @Nullable Duration responseTime) {}

  /** The history of a deployment so far. */
  public static History of(Deployment state) {
    return new History(changes(state), Issues.of(state), metrics(state));
  }

  private static List<String> changes(Deployment state) {
    return state.plan().steps().stream()
        .filter(PlanStep::changes)
        .filter(step -> state.run(step.id()).map(StepRun::succeeded).orElse(false))
        .map(step -> line(step.title(), ledBack(state, step) ? "led back" : ""))
        .limit(MOST)
        .toList();
  }

  private static boolean ledBack(Deployment state, PlanStep step) {
    return state.run(step.id(), Direction.BACK).map(StepRun::succeeded).orElse(false);
  }

  static String line(String text, String outcome) {
    String cut = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + " …" : text;
    return outcome.isEmpty() ? cut : "%s (%s)".formatted(cut, outcome);
  }

  private static Metrics metrics(Deployment state) {
    List<Evidence> shown =
        Stream.concat(state.earlier().stream(), state.runs().values().stream())
            .map(StepRun::evidence)
            .filter(Objects::nonNull)
            .toList();
    // Of a check that is repeated only failures are kept besides the last one: a rate of those
    // would be far too high.
    List<Evidence> last =
        state.runs().values().stream().map(StepRun::evidence).filter(Objects::nonNull).toList();
    return new Metrics(
        Duration.between(state.requestedAt(), state.changedAt()),
        downtime(shown).orElse(null),
        errorRate(switches(shown).toList(), downtimes(last).toList()).orElse(null),
        responseTime(shown).orElse(null));
  }

  /** What the switches have seen, or what a check beside them has, if that is more. */
  private static Optional<Duration> downtime(List<Evidence> shown) {
    Optional<Duration> switches =
        releases(shown)
            .filter(release -> !release.switches().isEmpty())
            .map(History::down)
            .reduce(Duration::plus);
    Optional<Duration> checks =
        downtimes(shown).map(Evidence.Downtime::down).reduce(History::longer);
    return Stream.concat(switches.stream(), checks.stream()).reduce(History::longer);
  }

  private static Duration down(Evidence.Release release) {
    return release.switches().stream()
        .map(Evidence.Switch::down)
        .reduce(Duration.ZERO, History::longer);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Optional<Double> errorRate(
      List<Evidence.Switch> switches, List<Evidence.Downtime> checks) {
    long requests =
        switches.stream().mapToLong(Evidence.Switch::requests).sum()
            + checks.stream().mapToLong(Evidence.Downtime::requests).sum();
    long failed =
        switches.stream().mapToLong(Evidence.Switch::failed).sum()
            + checks.stream().mapToLong(Evidence.Downtime::failed).sum();
    return requests == 0
        ? Optional.empty()
        : Optional.of(Math.round(failed * 10_000.0 / requests) / 100.0);
  }

  private static Optional<Duration> responseTime(List<Evidence> shown) {
    return shown.stream()
        .filter(Evidence.ResponseTimes.class::isInstance)
        .map(each -> ((Evidence.ResponseTimes) each).median())
        .reduce((first, last) -> last)
        .or(() -> switches(shown).map(Evidence.Switch::median).reduce(History::longer));
  }

  private static Stream<Evidence.Release> releases(List<Evidence> shown) {
    return shown.stream()
        .filter(Evidence.Release.class::isInstance)
        .map(Evidence.Release.class::cast);
  }

  private static Stream<Evidence.Switch> switches(List<Evidence> shown) {
    return releases(shown).flatMap(release -> release.switches().stream());
  }

  private static Stream<Evidence.Downtime> downtimes(List<Evidence> shown) {
    return shown.stream()
        .filter(Evidence.Downtime.class::isInstance)
        .map(Evidence.Downtime.class::cast);
  }
}
