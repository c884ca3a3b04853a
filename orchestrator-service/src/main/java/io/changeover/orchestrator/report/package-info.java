/** The deployment record and post-mortem, made from the log. */
@NullMarked
package io.changeover.orchestrator.report;

import org.jspecify.annotations.NullMarked;
