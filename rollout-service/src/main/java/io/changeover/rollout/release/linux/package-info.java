@NullMarked
package io.changeover.rollout.release.linux;

import org.jspecify.annotations.NullMarked;
