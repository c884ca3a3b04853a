/** What the orchestrator asks of a specialist. */
@NullMarked
package io.changeover.contracts.command;

import org.jspecify.annotations.NullMarked;
