/** Health asked over HTTP. */
@NullMarked
package io.changeover.rollout.http;

import org.jspecify.annotations.NullMarked;
