/** Dumps that are proved by a restore, their manifests and retention, and the way back to them. */
@NullMarked
package io.changeover.backup;

import org.jspecify.annotations.NullMarked;
