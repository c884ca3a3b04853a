/** A plan as it is frozen into the first event of a deployment. */
@NullMarked
package io.changeover.contracts.plan;

import org.jspecify.annotations.NullMarked;
