package io.changeover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.testsupport.Patience;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** There is room for so many streams, and whoever goes away makes room. */
class StreamPlacesTest {
  private static final int MOST_STREAMS = 200;

  private final RunningOrchestrator orchestrator = RunningOrchestrator.shared();
  private final Rest olga = orchestrator.as("olga");

  @Test
  void whoGoesAwayMakesRoom() throws Exception {
    String path = "/api/v1/deployments/" + olga.started(Plans.approved()) + "/events/stream";
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int number = 0; number < MOST_STREAMS; number++) {
        sockets.add(opened(path));
      }
      await().atMost(Patience.LONG).until(() -> open() == MOST_STREAMS);
      Rest.Answer full = olga.get(path);
      assertThat(full.status()).isEqualTo(429);
      assertThat(full.code()).isEqualTo("too-many-streams");
      assertThat(full.header("Retry-After")).isNotEmpty();
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    await().atMost(Patience.LONG).until(() -> open() == 0);
  }

  private double open() {
    return orchestrator.bean(MeterRegistry.class).get("changeover.streams.open").gauge().value();
  }

  private Socket opened(String path) throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), orchestrator.port());
    String request =
        "GET %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer olga-token\r\n\r\n".formatted(path);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
