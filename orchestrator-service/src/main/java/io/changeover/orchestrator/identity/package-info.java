/** Who may ask for what. */
@NullMarked
package io.changeover.orchestrator.identity;

import org.jspecify.annotations.NullMarked;
