/** Plans: read from YAML with all findings at once, and kept in a catalogue. */
@NullMarked
package io.changeover.orchestrator.plan;

import org.jspecify.annotations.NullMarked;
