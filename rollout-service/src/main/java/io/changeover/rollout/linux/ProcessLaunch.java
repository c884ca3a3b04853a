package io.changeover.rollout.linux;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget.Installation;
import io.changeover.rollout.InstanceProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts installations so that they do not end when this service ends. */
final class ProcessLaunch {
  /**
   * The variable that says for which pid file a process was started. It is what finds a process
   * again when this service dies between the start and the writing of the pid file.
   */
  static final String MARK = "CHANGEOVER_PID_FILE";

  /** All that an installation gets of this service's environment. */
  private static final Set<String> PASSED_ON =
      Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");

  private final ProcessTable table;

  ProcessLaunch(ProcessTable table) {
    this.table = table;
  }

  static String mark(Path pidFile) {
    return pidFile.toAbsolutePath().normalize().toString();
  }

  InstanceProcess launch(Installation installation, PidFile pidFile, InstanceLog log)
      throws StepFailure {
    try {
      Files.createDirectories(log.path().toAbsolutePath().getParent());
      long logStart = log.length();
      Process started = builder(installation, pidFile, log).start();
      InstanceProcess process =
          new InstanceProcess(started.pid(), startOf(started.pid()), logStart);
      return recorded(pidFile, process, started);
    } catch (IOException notStarted) {
      throw new StepFailure(
          FailureCode.TOOL_MISSING,
          "The installation cannot be started: " + notStarted.getMessage(),
          "Install setsid (package util-linux) and look at the registered directory and log.",
          notStarted);
    }
  }

  /**
   * setsid makes the process the leader of a session: no signal meant for this service reaches it.
   */
  private static ProcessBuilder builder(
      Installation installation, PidFile pidFile, InstanceLog log) {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(installation.command());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
    Path directory = installation.directory();
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(PASSED_ON);
    environment.putAll(installation.environment());
    environment.put(MARK, mark(pidFile.path()));
    return builder;
  }

  /** A process that has ended already has no start; it is told apart as one that never lives. */
  private long startOf(long pid) {
    return table.find(pid).map(ProcessTable.Row::start).orElse(0L);
  }

  private static InstanceProcess recorded(PidFile pidFile, InstanceProcess process, Process started)
      throws StepFailure {
    try {
      pidFile.write(process);
      return process;
    } catch (IOException notWritten) {
      started.destroyForcibly();
      throw new StepFailure(
          FailureCode.TOOL_FAILED,
          "The pid file %s cannot be written: %s"
              .formatted(pidFile.path(), notWritten.getMessage()),
          "Let this service write that file; the installation was ended again.",
          notWritten);
    }
  }
}
