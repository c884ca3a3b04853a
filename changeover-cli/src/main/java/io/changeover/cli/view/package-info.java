/** What a terminal shows of a deployment. */
@NullMarked
package io.changeover.cli.view;

import org.jspecify.annotations.NullMarked;
