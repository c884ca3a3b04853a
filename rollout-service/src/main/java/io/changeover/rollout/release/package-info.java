/** Puts versions of whole applications into service, and the one before back. */
@NullMarked
package io.changeover.rollout.release;

import org.jspecify.annotations.NullMarked;
