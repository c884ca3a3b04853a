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
 * Uploads a version from a git workspace to a service at Railway and waits until Railway says that
 * its deployment succeeded. Back uploads the version that the plan names as the one before: the
 * command line of Railway knows no rollback.
 *
 * @param service as Railway calls it
 * @param environment as Railway calls it; the linked one when absent
 * @param version the tag or commit to upload
 * @param previous the tag or commit that back uploads
 * @param directory what below the workspace is uploaded; all of it when absent
 * @param health where the service tells its health; asked every 100 ms during the switch
 * @param within how long Railway may take, building included; ten minutes when absent
 * @param steady so many healthy answers in a row are needed; 5 when absent
 */
@JsonTypeName("railway")
@DoneBy(
    value = Specialist.ROLLOUT,
    changes = true,
    in = Phase.ROLLOUT,
    targets = DoneBy.Sort.APPLICATION)
public record Railway(
    WorkspaceName workspace,
    String service,
    @Nullable String environment,
    String version,
    String previous,
    @Nullable RelativePath directory,
    @Nullable List<HealthPoint> health,
    @Nullable Duration within,
    @Nullable Integer steady)
    implements StepSpec {
  /** How long Railway may take when the plan does not say. */
  public static final Duration WITHIN = Duration.ofMinutes(10);

  public Railway {
    Versions.service(service);
    if (environment != null) {
      Versions.service(environment);
    }
    Versions.tag(version);
    Versions.tag(previous);
    health = health == null ? List.of() : List.copyOf(health);
    within = within == null ? WITHIN : within;
    steady = steady == null ? Compose.STEADY : steady;
    if (steady < 1) {
      throw new IllegalArgumentException("steady is at least 1");
    }
  }

  @Override
  @JsonIgnore
  public boolean switchesVersion() {
    return true;
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
