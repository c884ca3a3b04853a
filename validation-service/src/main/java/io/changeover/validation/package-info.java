/** Checks: each kind of step that only looks has one class here or below. */
@NullMarked
package io.changeover.validation;

import org.jspecify.annotations.NullMarked;
