package io.changeover.cli.demo;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Free ports, taken together so that they differ. */
record Ports(int postgres, int front, int blue, int green, int orchestrator) {
  static Ports free() {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int count = 0; count < 5; count++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return new Ports(ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4));
    } catch (IOException none) {
      throw new CliFailure(ExitCode.FAILED_UNCHANGED, "No port is free: " + none.getMessage());
    }
  }
}
