package io.changeover.core;

import io.changeover.contracts.Actor;
import io.changeover.contracts.Role;
import java.time.Instant;

/** Somebody's agreement, in one role. */
public record Approval(Role role, Actor by, Instant at, String reason) {}
