/** What the specialists say that they can reach. */
@NullMarked
package io.changeover.orchestrator.registry;

import org.jspecify.annotations.NullMarked;
