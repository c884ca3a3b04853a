package io.changeover.kit.process;

import java.time.Instant;

/**
 * A process group, by its leader.
 *
 * @param pid the leader's process id, which is the group's id as well
 * @param startedAt when the leader was started; tells it from a later process of the same id
 */
public record ProcessGroup(long pid, Instant startedAt) {
  /** The form in which it is kept. */
  public String text() {
    return pid + "@" + startedAt.toEpochMilli();
  }

  /**
   * Reads the kept form.
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public static ProcessGroup parse(String text) {
    int at = text.indexOf('@');
    if (at < 1) {
      throw new IllegalArgumentException("'" + text + "' is no process group");
    }
    return new ProcessGroup(
        Long.parseLong(text.substring(0, at)),
        Instant.ofEpochMilli(Long.parseLong(text.substring(at + 1))));
  }
}
