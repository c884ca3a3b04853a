package io.changeover.validation.network;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions to a name server, over UDP (RFC 1035). */
record NameServer(InetSocketAddress address) {
  private static final int PATIENCE_MILLISECONDS = 1_000;
  private static final int TRIES = 3;

  /** A server that does not know what the asker can take sends no more, in bytes. */
  private static final int LARGEST = 512;

  private static final int RECURSION_WANTED = 0x0100;
  private static final int TRUNCATED = 0x0200;
  private static final int RESULT = 0x000F;
  private static final int NO_SUCH_NAME = 3;
  private static final int INTERNET = 1;
  private static final int POINTER = 0xC0;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What can be asked for. */
  enum Type {
    /** IPv4. */
    A(1),
    /** IPv6. */
    AAAA(28);

    private final int code;

    Type(int code) {
      this.code = code;
    }
  }

  /**
   * The addresses of a name; none when there is no such name.
   *
   * @throws IOException when the server does not answer, or not as it should
   */
  List<String> ask(String host, Type type) throws IOException {
    int id = RANDOM.nextInt(1 << 16);
    byte[] question = question(id, host, type);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(PATIENCE_MILLISECONDS);
      // Connected: what others send does not arrive.
      socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()));
      for (int tried = 0; tried < TRIES; tried++) {
        socket.send(new DatagramPacket(question, question.length));
        ByteBuffer answer = receive(socket, id);
        if (answer != null) {
          return addresses(answer, type);
        }
      }
    }
    throw new IOException("nothing within %d tries".formatted(TRIES));
  }

  private static @Nullable ByteBuffer receive(DatagramSocket socket, int id) throws IOException {
    try {
      DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
      do {
        socket.receive(packet);
      } while (packet.getLength() < 12 || ByteBuffer.wrap(packet.getData()).getChar(0) != id);
      return ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
    } catch (SocketTimeoutException silent) {
      return null;
    }
  }

  private static byte[] question(int id, String host, Type type) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(id);
    out.writeShort(RECURSION_WANTED);
    out.writeShort(1);
    out.writeShort(0);
    out.writeInt(0);
    for (String label : host.split("\\.", -1)) {
      byte[] text = label.getBytes(StandardCharsets.US_ASCII);
      if (text.length == 0 || text.length > 63) {
        throw new IOException("%s is no name".formatted(host));
      }
      out.writeByte(text.length);
      out.write(text);
    }
    out.writeByte(0);
    out.writeShort(type.code);
    out.writeShort(INTERNET);
    return bytes.toByteArray();
  }

  private static List<String> addresses(ByteBuffer answer, Type type) throws IOException {
    answer.position(2);
    int flags = answer.getChar();
    int result = flags & RESULT;
    if (result == NO_SUCH_NAME) {
      return List.of();
    }
    if (result != 0 || (flags & TRUNCATED) != 0) {
      throw new IOException(
          result == 0 ? "the answer is too long for one packet" : "it refuses with " + result);
    }
    try {
      return records(answer, type);
    } catch (java.nio.BufferUnderflowException | IllegalArgumentException broken) {
      throw new IOException("an answer that is no DNS message", broken);
    }
  }

  private static List<String> records(ByteBuffer answer, Type type) throws IOException {
    int questions = answer.getChar();
    int records = answer.getChar();
    answer.position(12);
    for (int i = 0; i < questions; i++) {
      skipName(answer);
      answer.position(answer.position() + 4);
    }
    List<String> found = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      skipName(answer);
      int kind = answer.getChar();
      answer.position(answer.position() + 6);
      byte[] data = new byte[answer.getChar()];
      answer.get(data);
      if (kind == type.code) {
        found.add(InetAddress.getByAddress(data).getHostAddress());
      }
    }
    return found;
  }

  private static void skipName(ByteBuffer answer) {
    int length = answer.get() & 0xFF;
    while (length > 0 && length < POINTER) {
      answer.position(answer.position() + length);
      length = answer.get() & 0xFF;
    }
    if (length >= POINTER) {
      answer.get();
    }
  }
}
