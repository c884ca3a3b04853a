/** The embedded default: every service in one JVM, with a real broker and a real database. */
@NullMarked
package io.changeover.standalone;

import org.jspecify.annotations.NullMarked;
