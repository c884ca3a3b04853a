package io.changeover.rollout.release;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.step.StepFailure;
import io.changeover.rollout.release.Composition.Container;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Services of a compose file get the images of another tag. */
final class ComposedChange implements Change {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final ComposedVersions versions;
  private final String tag;
  private final Set<String> services;
  private final Collection<String> named;
  private final Map<String, Integer> restartsBefore = new TreeMap<>();
  private boolean served;

  /**
   * A change.
   *
   * @param services that must be well afterwards
   * @param named what Compose is told to start; everything in the file when empty
   */
  ComposedChange(
      ComposedVersions versions, String tag, Set<String> services, Collection<String> named) {
    this.versions = versions;
    this.tag = tag;
    this.services = services;
    this.named = named;
  }

  @Override
  public String version() {
    return tag;
  }

  @Override
  public boolean served() {
    return served;
  }

  /** The services are known to have served, though they may be down by now. */
  ComposedChange knownToHaveServed() {
    served = true;
    return this;
  }

  /** Looks at what runs; before the change, so that it can be told from what comes of it. */
  ComposedChange looked() throws StepFailure, InterruptedException {
    for (Container container : versions.containers()) {
      if (container.running()) {
        restartsBefore.put(container.id(), container.restarts());
        served = true;
      }
    }
    return this;
  }

  @Override
  public Duration betweenLooks() {
    return BETWEEN_LOOKS;
  }

  @Override
  public void begin() throws StepFailure, InterruptedException {
    versions.composition().up(tag, named);
  }

  @Override
  public Optional<String> missing() throws StepFailure, InterruptedException {
    List<Container> there =
        versions.containers().stream().filter(each -> services.contains(each.service())).toList();
    for (Container container : there) {
      if (container.died(restartsBefore.getOrDefault(container.id(), 0))) {
        throw died(container);
      }
    }
    for (String service : services) {
      if (there.stream().noneMatch(each -> each.service().equals(service))) {
        return Optional.of(service + " has no container");
      }
    }
    return there.stream()
        .filter(each -> !each.well())
        .findFirst()
        .map(each -> "%s is %s".formatted(each.service(), each.health().orElse(each.status())));
  }

  private StepFailure died(Container container) throws StepFailure, InterruptedException {
    String how =
        container.restarts() > 0
            ? "was started again %d times".formatted(container.restarts())
            : "ended with exit code %d".formatted(container.exitCode());
    return new StepFailure(
        new FailureReason(
            FailureCode.TOOL_FAILED,
            "%s of %s %s.".formatted(container.service(), container.image(), how),
            "Read the end of its log, repair the cause, and retry the step or roll back.",
            versions.composition().log(container)));
  }

  @Override
  public String detail() throws StepFailure, InterruptedException {
    StringBuilder logs = new StringBuilder();
    for (Container container : versions.containers()) {
      logs.append(container.service()).append(":\n");
      logs.append(versions.composition().log(container)).append('\n');
    }
    return logs.toString();
  }

  @Override
  public Evidence.Release evidence(Switched switched) throws StepFailure, InterruptedException {
    return evidence(versions, switched);
  }

  /** What runs now, and what a way back would lead to. */
  static Evidence.Release evidence(ComposedVersions versions, Switched switched)
      throws StepFailure, InterruptedException {
    Map<String, String> running = versions.running();
    String version =
        running.values().stream()
            .map(image -> image.substring(image.lastIndexOf(':') + 1))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    Map<String, String> before = versions.before();
    String previous = before.isEmpty() ? "" : versions.tagBefore(before);
    boolean begun = versions.begun();
    return new Evidence.Release(
        "compose",
        version,
        previous.equals(version) ? "" : previous,
        !begun || !before.isEmpty(),
        running,
        switched.took(),
        switched.switches());
  }
}
