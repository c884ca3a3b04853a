package io.changeover.migration;

import io.changeover.kit.process.linux.ProcessGroups;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether processes run. A zombie has ended: its parent has only not asked for its end yet. */
public final class LivingProcess {
  private LivingProcess() {}

  public static boolean runs(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .filter(startedAt -> ProcessGroups.runs(process.pid(), startedAt))
        .isPresent();
  }

  public static boolean runs(long pid) {
    return ProcessHandle.of(pid).filter(LivingProcess::runs).isPresent();
  }

  /** Those in whose environment or command line a text stands, as their command lines. */
  public static List<String> with(String text) {
    return ProcessHandle.allProcesses()
        .filter(LivingProcess::runs)
        .filter(process ->
            read(process, "environ").contains(text) || read(process, "cmdline").contains(text))
        .map(process -> process.pid() + " " + read(process, "cmdline").replace('\0', ' '))
        .toList();
  }

  private static String read(ProcessHandle process, String what) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), what), StandardCharsets.ISO_8859_1);
    } catch (IOException ended) {
      return "";
    }
  }
}
