/** Figures of the embedded default on a plan that does nothing. */
@NullMarked
package io.changeover.benchmarks;

import org.jspecify.annotations.NullMarked;
