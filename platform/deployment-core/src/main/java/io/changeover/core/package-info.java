/**
 * What a deployment is and how it goes on: pure functions over its events, without clock or I/O.
 */
@NullMarked
package io.changeover.core;

import org.jspecify.annotations.NullMarked;
