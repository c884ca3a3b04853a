package io.changeover.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpFaultProxyTest {
  private ServerSocket echo;
  private TcpFaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    proxy = TcpFaultProxy.to(echo.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void forwardsBothWays() throws IOException {
    try (Socket client = connect()) {
      assertThat(ask(client, 7)).isEqualTo(7);
      assertThat(proxy.openConnections()).isEqualTo(1);
    }
  }

  @Test
  void cutsOpenAndNewConnectionsUntilHealed() throws IOException {
    try (Socket client = connect()) {
      assertThat(ask(client, 1)).isEqualTo(1);
      proxy.cut();
      assertThat(isDead(client)).isTrue();
    }
    try (Socket client = connect()) {
      assertThat(isDead(client)).isTrue();
    }
    proxy.heal();
    try (Socket client = connect()) {
      assertThat(ask(client, 2)).isEqualTo(2);
    }
  }

  @Test
  void refusesAndComesBackOnTheSamePort() throws IOException {
    proxy.refuse();
    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    proxy.heal();
    try (Socket client = connect()) {
      assertThat(ask(client, 3)).isEqualTo(3);
    }
  }

  @Test
  void stallsAndDeliversLater() throws IOException {
    try (Socket client = connect()) {
      assertThat(ask(client, 1)).isEqualTo(1);
      proxy.stall();
      client.getOutputStream().write(5);
      client.setSoTimeout(200);
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      proxy.heal();
      client.setSoTimeout(5000);
      assertThat(client.getInputStream().read()).isEqualTo(5);
    }
  }

  @Test
  void delaysEachDirection() throws IOException {
    proxy.delay(Duration.ofMillis(100));
    try (Socket client = connect()) {
      long before = System.nanoTime();
      assertThat(ask(client, 9)).isEqualTo(9);
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThan(Duration.ofMillis(199));
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(5000);
    return socket;
  }

  private static int ask(Socket client, int value) throws IOException {
    client.getOutputStream().write(value);
    return client.getInputStream().read();
  }

  private static boolean isDead(Socket client) {
    try {
      client.getOutputStream().write(1);
      return client.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket socket = echo.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void answer(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException cut) {
      // What the tests are about.
    }
  }
}
