/** The demo: a sample, the embedded default, and a deployment that runs by itself. */
@NullMarked
package io.changeover.cli.demo;

import org.jspecify.annotations.NullMarked;
