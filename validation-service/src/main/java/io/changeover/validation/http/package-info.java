/** Checks that send requests to an application. */
@NullMarked
package io.changeover.validation.http;

import org.jspecify.annotations.NullMarked;
