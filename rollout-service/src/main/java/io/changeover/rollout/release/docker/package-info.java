@NullMarked
package io.changeover.rollout.release.docker;

import org.jspecify.annotations.NullMarked;
