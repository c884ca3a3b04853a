/** The REST interface. */
@NullMarked
package io.changeover.orchestrator.rest;

import org.jspecify.annotations.NullMarked;
