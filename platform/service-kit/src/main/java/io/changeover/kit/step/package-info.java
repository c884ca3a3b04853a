/** How a specialist does steps: one handler for each step kind. */
@NullMarked
package io.changeover.kit.step;

import org.jspecify.annotations.NullMarked;
