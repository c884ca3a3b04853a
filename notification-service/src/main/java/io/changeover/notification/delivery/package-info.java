/**
 * Messages on their way: who gets what, in order, at least once. What could not be sent for hours
 * is given up, and what is a day old is told to nobody: {@link Pace} names these times.
 */
@NullMarked
package io.changeover.notification.delivery;

import org.jspecify.annotations.NullMarked;
