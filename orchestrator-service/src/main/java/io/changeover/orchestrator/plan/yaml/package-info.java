/** Plans as YAML files: read with all findings at once, and kept in a directory. */
@NullMarked
package io.changeover.orchestrator.plan.yaml;

import org.jspecify.annotations.NullMarked;
