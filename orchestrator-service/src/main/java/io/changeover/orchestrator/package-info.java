/** The orchestrator: REST in, decisions, the event log, commands out. */
@NullMarked
package io.changeover.orchestrator;

import org.jspecify.annotations.NullMarked;
