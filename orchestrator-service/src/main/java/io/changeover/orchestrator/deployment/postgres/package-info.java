/** The event log and the table of deployments in PostgreSQL. */
@NullMarked
package io.changeover.orchestrator.deployment.postgres;

import org.jspecify.annotations.NullMarked;
