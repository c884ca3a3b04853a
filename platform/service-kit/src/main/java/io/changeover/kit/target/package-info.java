/** The databases, applications and workspaces that this service may touch, by name. */
@NullMarked
package io.changeover.kit.target;

import org.jspecify.annotations.NullMarked;
