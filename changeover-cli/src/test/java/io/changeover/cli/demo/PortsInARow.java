package io.changeover.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.List;

/** Free ports of which the orchestrator's is followed by more free ones, for the other services. */
final class PortsInARow {
  private static final int MOST_TRIES = 1_000;

  private PortsInARow() {}

  /** The row lies behind the sample's ports, which are next to each other as well. */
  static Ports free(List<String> names, int count) {
    Ports ports = Ports.free(names);
    int behind = Collections.max(ports.sample().values()) + 1;
    for (int first = behind; first < behind + MOST_TRIES; first++) {
      if (areFree(first, count)) {
        return new Ports(ports.postgres(), first, ports.sample());
      }
    }
    throw new IllegalStateException("There are no %d free ports in a row".formatted(count));
  }

  private static boolean areFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        if (free.getLocalPort() != port) {
          return false;
        }
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
