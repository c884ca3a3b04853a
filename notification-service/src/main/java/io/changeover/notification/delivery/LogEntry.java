package io.changeover.notification.delivery;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.event.DeploymentEvent;

/**
 * An event as it came.
 *
 * @param sequence its place in the deployment's log, from 1
 */
public record LogEntry(DeploymentId deployment, long sequence, DeploymentEvent event) {}
