package io.changeover.cli.demo;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Free ports, taken together so that they differ.
 *
 * @param sample those of the sample, by the names that it has for them
 */
record Ports(int postgres, int orchestrator, Map<String, Integer> sample) {
  private static final int FIRST = 20_000;
  private static final int SPREAD = 10_000;
  private static final int STEP = 20;

  /** Where Linux begins with the ports of outgoing connections. */
  private static final int FIRST_OUTGOING = 32_768;

  /** A port for each of the sample's names, and those that every demo needs. */
  static Ports free(List<String> names) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int count = 0; count < names.size() + 2; count++) {
        sockets.add(firstFree(sockets));
      }
      Map<String, Integer> sample = new LinkedHashMap<>();
      for (String name : names) {
        sample.put(name, sockets.get(sample.size() + 2).getLocalPort());
      }
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return new Ports(sockets.get(0).getLocalPort(), sockets.get(1).getLocalPort(), sample);
    } catch (IOException none) {
      throw new CliFailure(ExitCode.FAILED_UNCHANGED, "No port is free: " + none.getMessage());
    }
  }

  /**
   * Below the ports that the system gives to outgoing connections: one of those could be taken by
   * the stack itself before the sample listens.
   */
  private static ServerSocket firstFree(List<ServerSocket> taken) throws IOException {
    int from = taken.isEmpty() ? start() : taken.getLast().getLocalPort() + 1;
    for (int port = from; port < FIRST_OUTGOING; port++) {
      Optional<ServerSocket> socket = listening(port);
      if (socket.isPresent()) {
        return socket.get();
      }
    }
    throw new IOException("all from %d to %d are in use".formatted(from, FIRST_OUTGOING - 1));
  }

  /** Empty where the port is in use. */
  private static Optional<ServerSocket> listening(int port) throws IOException {
    try {
      return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (BindException inUse) {
      return Optional.empty();
    }
  }

  /** Demos side by side begin to look at different places. */
  private static int start() {
    return FIRST + (int) (ProcessHandle.current().pid() % (SPREAD / STEP)) * STEP;
  }

  /**
   * One of the sample's.
   *
   * @throws IllegalArgumentException when the sample has no such port
   */
  int of(String name) {
    Integer port = sample.get(name);
    if (port == null) {
      throw new IllegalArgumentException("The sample has no port '" + name + "'");
    }
    return port;
  }
}
