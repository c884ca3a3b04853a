/** The command line client: data on standard output, progress on standard error. */
@NullMarked
package io.changeover.cli;

import org.jspecify.annotations.NullMarked;
