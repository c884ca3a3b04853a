package io.changeover.kit.process.linux;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Marks the processes of one run of a tool, so that what it leaves behind is told from what other
 * tools of the same step are still doing.
 */
record RunMark(String id) {
  /** The variable. */
  static final String VARIABLE = "CHANGEOVER_RUN";

  /** One that no other run has. */
  static RunMark fresh() {
    return new RunMark(UUID.randomUUID().toString());
  }

  /** What a marked process has in its environment. */
  Map<String, String> environment() {
    return Map.of(VARIABLE, id);
  }

  /** The processes of the run that live. */
  List<Long> living() {
    return MarkedProcesses.living((VARIABLE + "=" + id)::equals);
  }
}
