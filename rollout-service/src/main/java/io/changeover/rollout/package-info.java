/** Starts and stops installations of applications, and points the traffic at one of them. */
@NullMarked
package io.changeover.rollout;

import org.jspecify.annotations.NullMarked;
