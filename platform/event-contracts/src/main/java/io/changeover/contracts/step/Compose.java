package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Phase;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Builds the images of a compose file, tags them with a version, and puts that version into
 * service. Back puts the version into service that ran before. The file names its images as in
 * {@code auth:${TAG}}: that variable is how a version is chosen. What runs is read from the engine.
 *
 * @param project what the engine knows the containers by
 * @param version the images' tag
 * @param file the compose file, below the workspace; docker-compose.yml when absent
 * @param services those of the file that get the version; all when absent
 * @param only build or up; both when absent
 * @param health where the services tell their health; asked every 100 ms during the switch
 * @param within how long all may take to become healthy; a minute when absent
 * @param steady so many healthy answers in a row are needed; 5 when absent
 */
@JsonTypeName("compose")
@DoneBy(
    value = Specialist.ROLLOUT,
    changes = true,
    in = Phase.ROLLOUT,
    targets = DoneBy.Sort.APPLICATION)
public record Compose(
    WorkspaceName workspace,
    String project,
    String version,
    @Nullable RelativePath file,
    @Nullable List<String> services,
    @Nullable ComposePart only,
    @Nullable List<HealthPoint> health,
    @Nullable Duration within,
    @Nullable Integer steady)
    implements StepSpec {
  /** How many healthy answers in a row are needed when the plan does not say. */
  public static final int STEADY = 5;

  /** How long a new version may take to become healthy when the plan does not say. */
  public static final Duration WITHIN = Duration.ofMinutes(1);

  public Compose {
    Versions.project(project);
    Versions.tag(version);
    file = file == null ? new RelativePath("docker-compose.yml") : file;
    services = services == null ? List.of() : List.copyOf(services);
    services.forEach(Versions::service);
    health = health == null ? List.of() : List.copyOf(health);
    within = within == null ? WITHIN : within;
    steady = steady == null ? STEADY : steady;
    if (steady < 1) {
      throw new IllegalArgumentException("steady is at least 1");
    }
  }

  @Override
  public boolean changes() {
    return only != ComposePart.BUILD;
  }

  @Override
  @JsonIgnore
  public boolean switchesVersion() {
    return changes();
  }

  @Override
  public Duration usualTimeout() {
    return CHANGING;
  }

  @Override
  public Set<TargetAlias> targets() {
    return health == null
        ? Set.of()
        : health.stream().map(HealthPoint::target).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Set<WorkspaceName> workspaces() {
    return Set.of(workspace);
  }
}
