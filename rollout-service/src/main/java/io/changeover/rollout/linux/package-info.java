/** Installations as processes of this host, as its /proc shows them. */
@NullMarked
package io.changeover.rollout.linux;

import org.jspecify.annotations.NullMarked;
