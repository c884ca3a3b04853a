package io.changeover.validation.network;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * Answers questions for A records of names that it knows, and says of all others that they are not.
 */
final class SomeNameServer implements AutoCloseable {
  private static final int A = 1;
  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private final Map<String, List<String>> names;

  SomeNameServer(Map<String, List<String>> names) throws IOException {
    this.names = names;
    Thread.ofVirtual().start(this::serve);
  }

  InetSocketAddress address() {
    return InetSocketAddress.createUnresolved("127.0.0.1", socket.getLocalPort());
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        DatagramPacket question = new DatagramPacket(new byte[512], 512);
        socket.receive(question);
        byte[] answer = answer(question.getData(), question.getLength());
        socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private byte[] answer(byte[] question, int length) throws IOException {
    StringBuilder name = new StringBuilder();
    int at = 12;
    while (question[at] != 0) {
      name.append(
              new String(
                  question, at + 1, question[at], java.nio.charset.StandardCharsets.US_ASCII))
          .append('.');
      at += question[at] + 1;
    }
    int type = question[at + 1] << 8 | question[at + 2];
    List<String> known = names.get(name.toString());
    List<String> addresses = known == null || type != A ? List.of() : known;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(question, 0, 2);
    out.writeShort(known == null ? 0x8583 : 0x8580);
    out.writeShort(1);
    out.writeShort(addresses.size());
    out.writeInt(0);
    out.write(question, 12, at + 5 - 12);
    for (String address : addresses) {
      out.writeShort(0xC00C);
      out.writeShort(A);
      out.writeShort(1);
      out.writeInt(60);
      out.writeShort(4);
      out.write(InetAddress.getByName(address).getAddress());
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
