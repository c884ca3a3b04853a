/**
 * The words that every service shares: identifiers, enumerations and the facts that travel between
 * services.
 */
@NullMarked
package io.changeover.contracts;

import org.jspecify.annotations.NullMarked;
