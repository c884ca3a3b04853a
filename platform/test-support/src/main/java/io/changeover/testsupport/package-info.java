/**
 * What tests need around the product: infrastructure shared per JVM, a clock that can be set, a
 * network that can be broken, and conditions that skip loudly.
 */
@NullMarked
package io.changeover.testsupport;

import org.jspecify.annotations.NullMarked;
