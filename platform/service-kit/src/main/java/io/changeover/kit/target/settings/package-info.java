/** Targets and workspaces from the service's settings. */
@NullMarked
package io.changeover.kit.target.settings;

import org.jspecify.annotations.NullMarked;
