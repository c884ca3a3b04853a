package io.changeover.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Forwards TCP connections to a target, and breaks them on demand.
 *
 * <p>It listens on the loopback address, on the same port from start to {@link #close()}, except
 * while it {@link #refuse() refuses}.
 */
public final class TcpFaultProxy implements AutoCloseable {
  private final InetSocketAddress target;
  private final int port;
  private final Gate gate = new Gate();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket listener;
  private volatile Thread acceptor;
  private volatile boolean cutting;

  private TcpFaultProxy(InetSocketAddress target, int wantedPort) {
    this.target = target;
    this.listener = listen(wantedPort);
    this.port = listener.getLocalPort();
    this.acceptor = accept(listener);
  }

  /** A proxy on a free port in front of a port on 127.0.0.1. */
  public static TcpFaultProxy to(int targetPort) {
    return to("127.0.0.1", targetPort, 0);
  }

  /** A proxy on the given port (0 for a free one) in front of any target. */
  public static TcpFaultProxy to(String host, int targetPort, int port) {
    return new TcpFaultProxy(new InetSocketAddress(host, targetPort), port);
  }

  /** The port on 127.0.0.1 that clients connect to. */
  public int port() {
    return port;
  }

  /** How many connections are open at the moment. */
  public int openConnections() {
    return connections.size();
  }

  /** Resets every connection, and every new one right after it was accepted, until healed. */
  public void cut() {
    cutting = true;
    connections.forEach(ProxiedConnection::reset);
  }

  /** Resets the present connections only; new ones work. */
  public void cutPresent() {
    // The set itself would show what a client that was cut opens meanwhile.
    List.copyOf(connections).forEach(ProxiedConnection::reset);
  }

  /** Stops listening, so that clients see "connection refused", and cuts what is open. */
  public void refuse() {
    stopListening();
    cutPresent();
  }

  /** Lets connections stay open and no byte pass, until healed. */
  public void stall() {
    gate.shut();
  }

  /** Holds every piece of data back for the given time, in each direction. */
  public void delay(Duration delay) {
    gate.delay(delay);
  }

  /** Ends every fault. Bytes that were held back by a stall are delivered. */
  public void heal() {
    cutting = false;
    gate.open();
    if (listener.isClosed()) {
      listener = listen(port);
      acceptor = accept(listener);
    }
  }

  @Override
  public void close() {
    stopListening();
    gate.open();
    connections.forEach(ProxiedConnection::reset);
  }

  private static ServerSocket listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
  }

  private Thread accept(ServerSocket socket) {
    return Thread.ofVirtual()
        .name("fault-proxy-" + socket.getLocalPort())
        .start(() -> acceptLoop(socket));
  }

  private void acceptLoop(ServerSocket socket) {
    while (!socket.isClosed()) {
      acceptOne(socket);
    }
  }

  private void acceptOne(ServerSocket socket) {
    try {
      forward(socket.accept());
    } catch (IOException closedOrAborted) {
      // Closing the listener ends the loop; a client that gave up concerns no other.
    }
  }

  private void forward(Socket client) throws IOException {
    if (cutting) {
      ProxiedConnection.reset(client);
      return;
    }
    Socket server = new Socket();
    try {
      server.connect(target);
    } catch (IOException targetIsDown) {
      ProxiedConnection.reset(client);
      return;
    }
    ProxiedConnection connection = new ProxiedConnection(client, server, gate, connections::remove);
    connections.add(connection);
    connection.start();
  }

  /** The system goes on listening until the thread that accepts has noticed: wait for that. */
  private void stopListening() {
    try {
      listener.close();
      acceptor.join();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stop listening", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
