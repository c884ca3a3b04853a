/** Checks of workspaces. */
@NullMarked
package io.changeover.validation.workspace;

import org.jspecify.annotations.NullMarked;
