package io.changeover.kit.process.linux;

import java.util.List;
import java.util.Map;

/**
 * Marks every process of a step in its environment, which all its descendants inherit, those that
 * leave its group included. So they are found although nobody has recorded them. Linux only.
 *
 * @param command the step's command
 * @param fence of the attempt
 */
public record StepMark(String command, long fence) {
  /** The variable. */
  public static final String VARIABLE = "CHANGEOVER_STEP";

  private static final char BETWEEN = '#';

  /** What a marked process has in its environment. */
  public Map<String, String> environment() {
    return Map.of(VARIABLE, command + BETWEEN + fence);
  }

  /**
   * Ends what older attempts at the same command have left on this host, and returns when none of
   * it runs any more. Sees processes of the same user, as root those of all.
   *
   * @return how many there were
   * @throws IllegalStateException when a process does not die
   */
  public int endOlder() {
    List<Long> older = older();
    for (Long pid : older) {
      ProcessGroups.end(pid, List.of(pid));
    }
    return older.size();
  }

  private List<Long> older() {
    return MarkedProcesses.living(this::isOlder);
  }

  private boolean isOlder(String variable) {
    String start = VARIABLE + "=" + command + BETWEEN;
    try {
      return variable.startsWith(start)
          && Long.parseLong(variable.substring(start.length())) < fence;
    } catch (NumberFormatException onlyLooksLikeAMark) {
      return false;
    }
  }
}
