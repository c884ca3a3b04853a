/** Starting deployments, taking reports and requests, waking what is due: one transaction each. */
@NullMarked
package io.changeover.orchestrator.deployment;

import org.jspecify.annotations.NullMarked;
