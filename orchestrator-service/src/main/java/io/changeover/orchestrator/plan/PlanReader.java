package io.changeover.orchestrator.plan;

import io.changeover.orchestrator.registry.Registry;
import java.util.Map;

/** Reads plans. */
public interface PlanReader {
  /** The largest plan, in bytes of UTF-8. */
  int LARGEST = 256 * 1024;

  /**
   * Reads a plan with all findings at once.
   *
   * @param file what findings call it
   * @param yaml the text
   * @param parameters override the plan's own defaults
   * @param known what the specialists can reach; targets and workspaces that nobody has registered
   *     are findings
   */
  PlanReading read(String file, String yaml, Map<String, String> parameters, Registry.Known known);
}
