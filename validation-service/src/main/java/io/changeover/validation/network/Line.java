package io.changeover.validation.network;

import io.changeover.kit.step.StepContext;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection to a server that talks in lines. It breaks when the step is stopped. */
final class Line implements AutoCloseable {
  /** How long a connection and each answer may take. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** No protocol that is spoken here has longer lines, in bytes. */
  private static final int LONGEST = 4_096;

  private final Socket socket;
  private final StepContext.Registration stop;
  private final InputStream in;

  private Line(Socket socket, StepContext context) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.stop = context.onStop(() -> close(socket));
  }

  /**
   * Connects.
   *
   * @param address not resolved yet
   */
  static Line open(InetSocketAddress address, StepContext context) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(address.getHostString(), address.getPort()),
          Math.toIntExact(PATIENCE.toMillis()));
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      return new Line(socket, context);
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  void send(String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The next line, without its end. */
  String next() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0 || line.length() >= LONGEST) {
        throw new IOException(read < 0 ? "it hung up" : "it sends a line without end");
      }
      line.append((char) read);
    }
    return line.toString().stripTrailing();
  }

  /** Exactly so many bytes. */
  byte[] next(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("it hung up");
    }
    return bytes;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      throw new IllegalStateException("a socket that cannot be closed", gone);
    }
  }

  @Override
  public void close() throws IOException {
    stop.close();
    socket.close();
  }
}
