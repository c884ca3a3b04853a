/** Texts from outside, looked through within bounds. */
@NullMarked
package io.changeover.kit.text;

import org.jspecify.annotations.NullMarked;
