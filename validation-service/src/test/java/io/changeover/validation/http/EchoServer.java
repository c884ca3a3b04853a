package io.changeover.validation.http;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A WebSocket server (RFC 6455) that says every short text back, with a word before it. */
final class EchoServer implements AutoCloseable {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");

  private final ServerSocket server;

  EchoServer() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        DataInputStream in = new DataInputStream(client.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          head.append((char) in.readUnsignedByte());
        }
        if (head.indexOf("GET /closed") == 0) {
          client
              .getOutputStream()
              .write(
                  "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
          continue;
        }
        shakeHands(head.toString(), client.getOutputStream());
        echo(in, client.getOutputStream());
      } catch (Exception gone) {
        // The next client is served.
      }
    }
  }

  private static void shakeHands(String head, OutputStream out) throws Exception {
    Matcher key = KEY.matcher(head);
    if (!key.find()) {
      throw new IOException("no WebSocket");
    }
    byte[] digest =
        MessageDigest.getInstance("SHA-1")
            .digest((key.group(1) + GUID).getBytes(StandardCharsets.US_ASCII));
    out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(digest)
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static void echo(DataInputStream in, OutputStream out) throws IOException {
    while (true) {
      in.readUnsignedByte();
      int length = in.readUnsignedByte() & 0x7F;
      byte[] mask = in.readNBytes(4);
      byte[] text = in.readNBytes(length);
      for (int i = 0; i < text.length; i++) {
        text[i] ^= mask[i % 4];
      }
      byte[] answer =
          ("you said " + new String(text, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
      out.write(0x81);
      out.write(answer.length);
      out.write(answer);
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
