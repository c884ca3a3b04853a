package io.changeover.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds TCP ports that nobody listens on at the moment of asking. */
public final class FreePorts {
  /** How often a start is tried again when somebody else takes the free port in between. */
  static final int ATTEMPTS = 3;

  private FreePorts() {}

  /** A free port on the loopback address. */
  public static int next() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new EmbeddedStartException("no free TCP port on the loopback address", e);
    }
  }

  /** The wanted port, or a free one when the wanted port is 0. */
  static int orFree(int wanted) {
    return wanted == 0 ? next() : wanted;
  }
}
