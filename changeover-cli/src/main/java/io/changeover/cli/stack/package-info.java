/** Starting and ending the embedded default. */
@NullMarked
package io.changeover.cli.stack;

import org.jspecify.annotations.NullMarked;
