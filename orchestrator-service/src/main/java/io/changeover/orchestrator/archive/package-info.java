/** The orchestrator's own little step kinds: announcements and the archived record. */
@NullMarked
package io.changeover.orchestrator.archive;

import org.jspecify.annotations.NullMarked;
