/** Programs of a workspace as steps: run with what the registration allows, believed by a probe. */
@NullMarked
package io.changeover.migration.command;

import org.jspecify.annotations.NullMarked;
