package io.changeover.core;

import io.changeover.contracts.Actor;
import io.changeover.contracts.Role;
import java.time.Instant;
import java.util.List;

/**
 * Somebody's agreement, in one role.
 *
 * @param accepted what the plan waives and was accepted by name
 */
public record Approval(Role role, Actor by, Instant at, String reason, List<String> accepted) {
  public Approval {
    accepted = List.copyOf(accepted);
  }
}
