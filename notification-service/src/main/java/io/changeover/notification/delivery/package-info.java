/** Messages on their way: who gets what, in order, at least once. */
@NullMarked
package io.changeover.notification.delivery;

import org.jspecify.annotations.NullMarked;
