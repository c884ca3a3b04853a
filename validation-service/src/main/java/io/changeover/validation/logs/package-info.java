/** Checks of log files. */
@NullMarked
package io.changeover.validation.logs;

import org.jspecify.annotations.NullMarked;
