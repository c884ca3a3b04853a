package io.changeover.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The processes of this host. */
final class Processes {
  private Processes() {}

  /** A process that is dead but not collected by its parent does not live. */
  static boolean lives(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException gone) {
      return false;
    }
  }
}
