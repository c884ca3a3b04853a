/** Process groups by setsid, kill and /proc. Works on Linux only. */
@NullMarked
package io.changeover.kit.process.linux;

import org.jspecify.annotations.NullMarked;
