package io.changeover.kit.process.linux;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Sends signals by /bin/kill, because Java cannot signal a group. */
final class Signals {
  static final String TERM = "TERM";
  static final String KILL = "KILL";

  private static final String PROGRAM = "/bin/kill";

  private Signals() {}

  /** Signals a whole group and some single processes; whoever is gone already does not matter. */
  static void send(String signal, long group, Collection<Long> processes) {
    List<String> command = new ArrayList<>(List.of(PROGRAM, "-s", signal, "--", "-" + group));
    processes.forEach(pid -> command.add(Long.toString(pid)));
    try {
      Process kill =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      kill.onExit().join();
    } catch (IOException missing) {
      throw new IllegalStateException(PROGRAM + " cannot be run; process groups need it", missing);
    }
  }
}
