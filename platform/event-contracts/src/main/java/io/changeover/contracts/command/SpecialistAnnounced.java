package io.changeover.contracts.command;

import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.WireType;
import io.changeover.contracts.WorkspaceName;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a specialist can reach, sent when it starts. The orchestrator refuses plans that name
 * anything else.
 */
@WireType("changeover.specialist.announced")
public record SpecialistAnnounced(
    Specialist specialist,
    Instant at,
    Set<TargetName> databases,
    Set<TargetName> applications,
    Set<WorkspaceName> workspaces) {
  public SpecialistAnnounced {
    databases = Collections.unmodifiableSortedSet(new TreeSet<>(databases));
    applications = Collections.unmodifiableSortedSet(new TreeSet<>(applications));
    workspaces = Collections.unmodifiableSortedSet(new TreeSet<>(workspaces));
  }
}
