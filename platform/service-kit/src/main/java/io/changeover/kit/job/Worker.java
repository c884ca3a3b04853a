package io.changeover.kit.job;

import io.changeover.kit.process.linux.ProcessGroups;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * Who holds leases: an instance of a service in a process.
 *
 * @param place where its process id means something: a boot of a kernel and a process id namespace
 * @param startedAt of the process
 * @param instance unique; a process may hold several
 */
public record Worker(String place, long pid, Instant startedAt, String instance) {
  private static final int PARTS = 4;

  /** A new instance in this process. */
  public static Worker here() {
    ProcessHandle self = ProcessHandle.current();
    Instant startedAt = self.info().startInstant().orElseThrow();
    return new Worker(placeHere(), self.pid(), startedAt, UUID.randomUUID().toString());
  }

  private static String placeHere() {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      String namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return boot + ":" + namespace.replaceAll("[^0-9]", "");
    } catch (IOException notLinux) {
      throw new UncheckedIOException("workers need Linux", notLinux);
    }
  }

  /** The kept form. */
  public String text() {
    return String.join(
        "/", place, Long.toString(pid), Long.toString(startedAt.toEpochMilli()), instance);
  }

  /** True when both could see each other's processes. */
  public boolean sharesPlaceWith(String owner) {
    return owner.startsWith(place + "/");
  }

  /** True only when it is certain that the process of that owner is gone. */
  public boolean knowsDead(String owner) {
    String[] parts = owner.split("/", PARTS);
    if (parts.length < PARTS || !sharesPlaceWith(owner)) {
      return false;
    }
    Instant started = Instant.ofEpochMilli(Long.parseLong(parts[2]));
    return !ProcessGroups.runs(Long.parseLong(parts[1]), started);
  }
}
