/** What is done in the background from time to time. */
@NullMarked
package io.changeover.kit.chore;

import org.jspecify.annotations.NullMarked;
