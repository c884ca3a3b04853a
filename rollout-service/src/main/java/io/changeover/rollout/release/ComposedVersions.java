package io.changeover.rollout.release;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import io.changeover.rollout.release.Composition.Container;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which images a deployment wants in service, and which it found there. The engine remembers both:
 * an image that ran before has the tag {@code before-<deployment>}, and {@code begun-<deployment>}
 * says of a service that it has it, if it ran.
 */
final class ComposedVersions {
  private static final String BEFORE = "before-";
  private static final String BEGUN = "begun-";
  private static final String LATEST = "latest";

  private final Composition composition;
  private final String version;
  private final DeploymentId deployment;
  private final Map<String, String> wanted;

  private ComposedVersions(
      Composition composition,
      String version,
      DeploymentId deployment,
      Map<String, String> wanted) {
    this.composition = composition;
    this.version = version;
    this.deployment = deployment;
    this.wanted = wanted;
  }

  /**
   * Those of a file.
   *
   * @throws StepFailure {@code refused} when an image of the file does not follow the version
   */
  static ComposedVersions of(Composition composition, String version, DeploymentId deployment)
      throws StepFailure, InterruptedException {
    Map<String, String> wanted = composition.images(version);
    for (Map.Entry<String, String> image : wanted.entrySet()) {
      if (!image.getValue().endsWith(":" + version)) {
        throw new StepFailure(
            FailureCode.REFUSED,
            "The image of '%s' is '%s' and does not follow the version."
                .formatted(image.getKey(), image.getValue()),
            "Name it in the compose file as in image: %s:${TAG}.".formatted(image.getKey()));
      }
    }
    if (wanted.isEmpty()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The compose file builds nothing, so there is no version to put into service.",
          "Give the services a 'build' and an image with ${TAG}.");
    }
    return new ComposedVersions(composition, version, deployment, wanted);
  }

  Composition composition() {
    return composition;
  }

  Set<String> services() {
    return wanted.keySet();
  }

  void refuseMissing() throws StepFailure, InterruptedException {
    for (String image : wanted.values()) {
      if (!composition.has(image)) {
        throw new StepFailure(
            FailureCode.REFUSED,
            "The engine has no image %s.".formatted(image),
            "Build it by an earlier step with only: build, or leave 'only' out.");
      }
    }
  }

  List<CheckResult> built() {
    List<CheckResult> checks = new ArrayList<>();
    wanted.forEach((service, image) ->
        checks.add(CheckResult.of(service + " is built", image, image + " is there", true)));
    return checks;
  }

  /**
   * Tags what runs, once for each service: what a repeat or a later step finds running may be the
   * new version already.
   */
  void remember() throws StepFailure, InterruptedException {
    for (Container container : containers()) {
      if (container.running() && !begun(container.service())) {
        composition.tag(container.imageId(), named(container.service(), BEFORE));
      }
    }
    for (Map.Entry<String, String> each : wanted.entrySet()) {
      composition.tag(each.getValue(), named(each.getKey(), BEGUN));
    }
  }

  /** Whether this deployment has come so far that something of these may have been switched. */
  boolean begun() throws StepFailure, InterruptedException {
    for (String service : wanted.keySet()) {
      if (!begun(service)) {
        return false;
      }
    }
    return true;
  }

  private boolean begun(String service) throws StepFailure, InterruptedException {
    return composition.has(named(service, BEGUN));
  }

  private String named(String service, String kind) {
    String image = wanted.getOrDefault(service, "");
    return image.substring(0, image.length() - version.length()) + kind + deployment.value();
  }

  /** The services that ran before, with the image that they ran. */
  Map<String, String> before() throws StepFailure, InterruptedException {
    Map<String, String> before = new TreeMap<>();
    for (String service : wanted.keySet()) {
      String image = named(service, BEFORE);
      if (composition.has(image)) {
        before.put(service, image);
      }
    }
    return before;
  }

  /**
   * The tag that all images from before have in common: the one they were in service under, if it
   * still names them.
   */
  String tagBefore(Map<String, String> before) throws StepFailure, InterruptedException {
    Set<String> common = null;
    for (Map.Entry<String, String> each : before.entrySet()) {
      Set<String> tags = tags(each.getKey(), each.getValue());
      if (common == null) {
        common = tags;
      } else {
        common.retainAll(tags);
      }
    }
    TreeSet<String> usable = common == null ? new TreeSet<>() : new TreeSet<>(common);
    if (usable.size() > 1) {
      usable.remove(version);
    }
    if (usable.size() > 1) {
      usable.remove(LATEST);
    }
    return usable.isEmpty() ? BEFORE + deployment.value() : usable.last();
  }

  private Set<String> tags(String service, String image) throws StepFailure, InterruptedException {
    String named = wanted.getOrDefault(service, "");
    String repository = named.substring(0, named.length() - version.length());
    return composition.namesOf(image).stream()
        .filter(name -> name.startsWith(repository))
        .map(name -> name.substring(repository.length()))
        .filter(tag -> !tag.startsWith(BEFORE) && !tag.startsWith(BEGUN))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** The containers of the services that this is about. */
  List<Container> containers() throws StepFailure, InterruptedException {
    return composition.containers().stream()
        .filter(container -> wanted.containsKey(container.service()))
        .toList();
  }

  /** What runs, by service. */
  Map<String, String> running() throws StepFailure, InterruptedException {
    return containers().stream()
        .filter(Container::running)
        .collect(Collectors.toMap(Container::service, Container::image, (one, other) -> one));
  }
}
