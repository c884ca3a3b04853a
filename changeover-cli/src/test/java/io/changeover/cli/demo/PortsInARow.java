package io.changeover.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** Free ports of which the orchestrator's is followed by more free ones, for the other services. */
final class PortsInARow {
  private static final int MOST_TRIES = 100;

  private PortsInARow() {}

  static Ports free(List<String> names, int count) {
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      Ports ports = Ports.free(names);
      if (areFree(ports.orchestrator(), count)) {
        return ports;
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
