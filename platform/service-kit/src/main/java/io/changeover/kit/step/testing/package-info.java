/** For tests of step handlers without a broker and a database of their own. */
@NullMarked
package io.changeover.kit.step.testing;

import org.jspecify.annotations.NullMarked;
