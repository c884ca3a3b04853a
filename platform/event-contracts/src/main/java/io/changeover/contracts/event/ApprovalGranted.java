package io.changeover.contracts.event;

import io.changeover.contracts.Actor;
import io.changeover.contracts.Digest;
import io.changeover.contracts.Role;
import io.changeover.contracts.WireType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody agreed to this plan on this target.
 *
 * @param planDigest what was agreed to
 * @param accepted what the plan waives and whoever agreed has accepted by name; null when the plan
 *     waives nothing
 */
@WireType("changeover.approval.granted")
public record ApprovalGranted(
    Instant at,
    Role role,
    Digest planDigest,
    Actor by,
    String reason,
    @Nullable List<String> accepted)
    implements DeploymentEvent {
  public ApprovalGranted {
    accepted = accepted == null ? null : List.copyOf(accepted);
  }

  /** Agreement to a plan that waives nothing. */
  public ApprovalGranted(Instant at, Role role, Digest planDigest, Actor by, String reason) {
    this(at, role, planDigest, by, reason, null);
  }
}
