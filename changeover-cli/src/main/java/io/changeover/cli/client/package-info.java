/** The REST interface from the other side. */
@NullMarked
package io.changeover.cli.client;

import org.jspecify.annotations.NullMarked;
