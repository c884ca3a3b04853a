/** Checks of this host. */
@NullMarked
package io.changeover.validation.host;

import org.jspecify.annotations.NullMarked;
