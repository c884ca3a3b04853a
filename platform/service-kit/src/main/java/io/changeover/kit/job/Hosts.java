package io.changeover.kit.job;

import io.changeover.contracts.Specialist;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this host is called. */
final class Hosts {
  private static final Path NAME = Path.of("/proc/sys/kernel/hostname");

  private Hosts() {}

  /** A worker's name for people. */
  static String workerName(Specialist specialist) {
    try {
      String host = Files.readString(NAME).strip();
      return "%s@%s:%d".formatted(specialist.word(), host, ProcessHandle.current().pid());
    } catch (IOException notLinux) {
      throw new UncheckedIOException("workers need Linux", notLinux);
    }
  }
}
