@NullMarked
package io.changeover.rollout.release.railway;

import org.jspecify.annotations.NullMarked;
