/** What a build says about its tests, and the house rules that it is held to. */
@NullMarked
package io.changeover.architecture;

import org.jspecify.annotations.NullMarked;
