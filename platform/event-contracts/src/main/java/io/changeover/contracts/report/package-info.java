/** What a specialist tells the orchestrator about a command. */
@NullMarked
package io.changeover.contracts.report;

import org.jspecify.annotations.NullMarked;
