/** Records between services: what is sent, what comes in, and what is put aside. */
@NullMarked
package io.changeover.kit.message;

import org.jspecify.annotations.NullMarked;
