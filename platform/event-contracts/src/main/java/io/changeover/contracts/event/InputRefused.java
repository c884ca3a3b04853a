package io.changeover.contracts.event;

import io.changeover.contracts.Actor;
import io.changeover.contracts.WireType;
import java.time.Instant;

/**
 * Somebody asked for something that the deployment's state does not allow. Nothing changed.
 *
 * @param input what was asked for
 * @param code stable, for programs
 * @param reason for people
 */
@WireType("changeover.input.refused")
public record InputRefused(Instant at, String input, String code, String reason, Actor by)
    implements DeploymentEvent {}
