package io.changeover.testsupport;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One client's connection through a {@link TcpFaultProxy}. */
final class ProxiedConnection {
  private static final int PIECE_BYTES = 16 * 1024;

  private final Socket client;
  private final Socket server;
  private final Gate gate;
  private final Consumer<ProxiedConnection> ended;
  private final AtomicBoolean over = new AtomicBoolean();

  ProxiedConnection(Socket client, Socket server, Gate gate, Consumer<ProxiedConnection> ended) {
    this.client = client;
    this.server = server;
    this.gate = gate;
    this.ended = ended;
  }

  void start() {
    Thread.ofVirtual().start(() -> pump(client, server));
    Thread.ofVirtual().start(() -> pump(server, client));
  }

  private void pump(Socket from, Socket to) {
    byte[] piece = new byte[PIECE_BYTES];
    try {
      for (int length = from.getInputStream().read(piece);
          length >= 0;
          length = from.getInputStream().read(piece)) {
        gate.pass();
        to.getOutputStream().write(piece, 0, length);
      }
      gate.pass();
      to.shutdownOutput();
      endIfBothSidesAreDone();
    } catch (IOException | InterruptedException brokenOnEitherSide) {
      reset();
    }
  }

  private void endIfBothSidesAreDone() {
    if (client.isOutputShutdown() && server.isOutputShutdown()) {
      reset();
    }
  }

  /** Ends both sides at once. */
  void reset() {
    if (over.compareAndSet(false, true)) {
      reset(client);
      reset(server);
      ended.accept(this);
    }
  }

  /** Closes with a reset instead of an orderly end. */
  static void reset(Socket socket) {
    try (socket) {
      if (!socket.isOutputShutdown()) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException alreadyClosed) {
      // The other side was faster, which is what a reset is for.
      return;
    }
  }
}
