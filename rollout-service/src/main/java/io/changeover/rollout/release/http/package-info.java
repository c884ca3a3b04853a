@NullMarked
package io.changeover.rollout.release.http;

import org.jspecify.annotations.NullMarked;
