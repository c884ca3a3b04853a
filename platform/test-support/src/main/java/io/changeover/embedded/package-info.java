/**
 * A real PostgreSQL and a real Kafka broker as child processes of this JVM, without Docker.
 *
 * <p>Tests use them, and so does the standalone at run time. Both children keep their data in a
 * directory that may outlive them, listen on the loopback address only, and end with this JVM.
 */
@NullMarked
package io.changeover.embedded;

import org.jspecify.annotations.NullMarked;
