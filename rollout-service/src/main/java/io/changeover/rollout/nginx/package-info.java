/** Traffic switched by an nginx of the application's own. */
@NullMarked
package io.changeover.rollout.nginx;

import org.jspecify.annotations.NullMarked;
