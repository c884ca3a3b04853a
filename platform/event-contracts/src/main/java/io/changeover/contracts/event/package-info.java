/** The facts of a deployment's log, in the order in which the orchestrator decided them. */
@NullMarked
package io.changeover.contracts.event;

import org.jspecify.annotations.NullMarked;
