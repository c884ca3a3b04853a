package io.changeover.contracts.event;

import io.changeover.contracts.Actor;
import io.changeover.contracts.Digest;
import io.changeover.contracts.Role;
import io.changeover.contracts.WireType;
import java.time.Instant;

/**
 * Somebody agreed to this plan on this target.
 *
 * @param planDigest what was agreed to
 */
@WireType("changeover.approval.granted")
public record ApprovalGranted(Instant at, Role role, Digest planDigest, Actor by, String reason)
    implements DeploymentEvent {}
