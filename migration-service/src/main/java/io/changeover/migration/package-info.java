/**
 * Runs migration tools, each attempt fenced off from its dead predecessors, and believes ledgers.
 */
@NullMarked
package io.changeover.migration;

import org.jspecify.annotations.NullMarked;
