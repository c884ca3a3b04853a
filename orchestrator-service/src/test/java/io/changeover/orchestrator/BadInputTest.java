package io.changeover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.json.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, the answer is problem details with a code, and never a 5xx. */
class BadInputTest {
  private static final String DEPLOYMENTS = "/api/v1/deployments";
  private static final String UNKNOWN = DEPLOYMENTS + "/00000000-0000-0000-0000-000000000000";
  private static final int LARGEST = 2 * 1024 * 1024;

  private final RunningOrchestrator orchestrator = RunningOrchestrator.shared();
  private final Rest olga = orchestrator.as("olga");

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of("", 400, "unreadable-body"),
        Arguments.of("{", 400, "unreadable-body"),
        Arguments.of("{\"plan\":\"a\"}}", 400, "unreadable-body"),
        Arguments.of("null", 400, "unreadable-body"),
        Arguments.of("[]", 400, "unreadable-body"),
        Arguments.of("{\"plan\": {\"a\": 1}}", 400, "unreadable-body"),
        Arguments.of("{\"plan\": \"catalogued\", \"plam\": 1}", 400, "unreadable-body"),
        Arguments.of("{\"plan\": \"catalogued\", \"parameters\": 7}", 400, "unreadable-body"),
        Arguments.of(
            "{\"plan\": \"catalogued\", \"parameters\": {\"a\": null}}", 400, "invalid-request"),
        Arguments.of("{\"plan\": \"catalogued\", \"reason\": \"\\u0000\"}", 400, "invalid-request"),
        Arguments.of("{\"plan\": \"catalogued\", \"reason\": \"\\ud800\"}", 400, "invalid-request"),
        Arguments.of(
            "{\"plan\": \"catalogued\", \"environment\": \"\\u0000\"}", 400, "invalid-request"),
        Arguments.of("{\"plan\": \" \"}", 400, "invalid-request"),
        Arguments.of("{\"plan\": \"\\u0000 nothing\"}", 400, "invalid-request"),
        Arguments.of("{\"plan\": \"nobody-knows-it\"}", 404, "not-found"),
        Arguments.of("{\"plan\": \"steps: {\"}", 422, "plan-invalid"),
        Arguments.of("{\"plan\": 1e999999}", 404, "not-found"),
        Arguments.of("[".repeat(100_000), 400, "unreadable-body"),
        Arguments.of(
            "{\"plan\": \"catalogued\", \"reason\": \"" + "r".repeat(5_000) + "\"}",
            400,
            "invalid-request"),
        Arguments.of("{\"plan\": \"" + "p".repeat(LARGEST) + "\"}", 413, "body-too-large"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void bodiesThatStartNothing(String body, int status, String code) {
    refused(olga.postText(DEPLOYMENTS, body), status, code);
  }

  @Test
  void findingsCallThePlanAsItsSenderDoes() {
    Rest.Answer answer =
        olga.post(DEPLOYMENTS, Map.of("plan", "steps: {", "file", "plans/orders.yaml"));

    assertThat(answer.json().path("findings").path(0).path("file").asString())
        .isEqualTo("plans/orders.yaml");
  }

  static Stream<Arguments> questions() {
    return Stream.of(
        Arguments.of(UNKNOWN, 404, "not-found"),
        Arguments.of(UNKNOWN + "/events", 404, "not-found"),
        Arguments.of(UNKNOWN + "/events/stream", 404, "not-found"),
        Arguments.of(UNKNOWN + "/replay", 404, "not-found"),
        Arguments.of(UNKNOWN + "/report", 404, "not-found"),
        Arguments.of(UNKNOWN + "/nothing", 404, "not-found"),
        Arguments.of(DEPLOYMENTS + "/x", 400, "invalid-request"),
        Arguments.of(DEPLOYMENTS + "/%00", 400, "bad-request"),
        Arguments.of(DEPLOYMENTS + "/%0a", 400, "bad-request"),
        Arguments.of(DEPLOYMENTS + "/..%2f..%2fetc", 400, "bad-request"),
        Arguments.of(DEPLOYMENTS + "/%f0%9f%98%80aaaaaaaa", 400, "invalid-request"),
        Arguments.of(DEPLOYMENTS + "/a;b=c", 400, "bad-request"),
        Arguments.of(DEPLOYMENTS + "?limit=0", 400, "invalid-request"),
        Arguments.of(DEPLOYMENTS + "?limit=many", 400, "invalid-request"),
        Arguments.of(DEPLOYMENTS + "?limit=99999999999999999999", 400, "invalid-request"),
        Arguments.of(DEPLOYMENTS + "?state=%00", 400, "invalid-request"),
        Arguments.of(DEPLOYMENTS + "?plan=%00", 400, "invalid-request"),
        Arguments.of(DEPLOYMENTS + "?cursor=%00", 400, "invalid-request"),
        Arguments.of(DEPLOYMENTS + "?cursor=bm8", 400, "invalid-request"),
        Arguments.of(
            // +1000000000-12-31T23:59:59.999999999Z 00000000
            DEPLOYMENTS + "?cursor=KzEwMDAwMDAwMDAtMTItMzFUMjM6NTk6NTkuOTk5OTk5OTk5WiAwMDAwMDAwMA",
            400,
            "invalid-request"),
        Arguments.of("/api/v1/plans/Nobody_knows", 400, "invalid-request"),
        Arguments.of("/api/v1/plans/nobody-knows", 404, "not-found"),
        Arguments.of("/nowhere", 404, "not-found"),
        Arguments.of("/error", 404, "not-found"));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void questionsWithoutAnAnswer(String path, int status, String code) {
    refused(olga.get(path), status, code);
  }

  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of("/approvals", "{\"planDigest\": \"nonsense\"}", 400, "invalid-request"),
        Arguments.of("/approvals", "{}", 400, "invalid-request"),
        Arguments.of(
            "/approvals",
            "{\"planDigest\": \"%s\", \"decision\": \"perhaps\"}".formatted("0".repeat(64)),
            400,
            "invalid-request"),
        Arguments.of(
            "/approvals",
            "{\"planDigest\": \"%s\", \"accept\": [null]}".formatted("0".repeat(64)),
            400,
            "invalid-request"),
        Arguments.of(
            "/approvals", "{\"planDigest\": \"%s\"}".formatted("0".repeat(64)), 404, "not-found"),
        Arguments.of("/rollback", "{\"level\": 4}", 400, "invalid-request"),
        Arguments.of("/rollback", "{\"level\": 99999999999}", 400, "unreadable-body"),
        Arguments.of("/notes", "{\"text\": \"\"}", 400, "invalid-request"),
        Arguments.of("/notes", "{\"text\": [1]}", 400, "unreadable-body"),
        Arguments.of("/tasks/a/completion", "{\"outcome\": \"eaten\"}", 400, "unreadable-body"),
        Arguments.of("/tasks/%20/completion", "{}", 400, "invalid-request"),
        Arguments.of("/steps/%20/retry", "{}", 400, "invalid-request"),
        Arguments.of("/steps/a/retry", "{\"reason\": 1, \"reason\": 2}", 404, "not-found"),
        Arguments.of("/pause", "true", 400, "unreadable-body"),
        Arguments.of("/jump", "{}", 404, "not-found"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandsThatMeanNothing(String what, String body, int status, String code) {
    refused(olga.postText(UNKNOWN + what, body), status, code);
  }

  @Test
  void methodsAndTypesThatAreNotThere() {
    refused(olga.send(olga.request(DEPLOYMENTS).DELETE()), 405, "method-not-allowed");
    refused(
        olga.send(
            olga.request(DEPLOYMENTS)
                .header("Content-Type", "text/yaml")
                .POST(HttpRequest.BodyPublishers.ofString("a"))),
        415,
        "unsupported-media-type");
    refused(
        olga.send(olga.request(UNKNOWN).method("FROB", HttpRequest.BodyPublishers.noBody())),
        400,
        "bad-request");
    refused(olga.get(DEPLOYMENTS, "Accept", "image/png"), 406, "not-acceptable");
    refused(
        olga.send(olga.request(DEPLOYMENTS).method("TRACE", HttpRequest.BodyPublishers.noBody())),
        405,
        "method-not-allowed");
    assertThat(
            olga.send(
                    olga.request(DEPLOYMENTS)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody()))
                .header("Allow"))
        .contains("GET", "POST");
    assertThat(
            olga.send(olga.request(DEPLOYMENTS).method("HEAD", HttpRequest.BodyPublishers.noBody()))
                .status())
        .isEqualTo(200);
  }

  @Test
  void bytesThatAreNoText() {
    byte[] broken = {
      '{', '"', 'p', 'l', 'a', 'n', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'
    };
    refused(sent("application/json", broken), 400, "unreadable-body");
    byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0};
    refused(sent("application/json", gzip), 400, "unreadable-body");
  }

  private Rest.Answer sent(String type, byte[] body) {
    return olga.send(
        olga.request(DEPLOYMENTS)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  @Test
  void aBodyThatDoesNotSayHowLargeItIs() throws IOException {
    byte[] chunk = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket("127.0.0.1", orchestrator.port())) {
      socket.setSoTimeout(10_000);
      var out = socket.getOutputStream();
      out.write(
          ("POST /api/v1/deployments HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer olga-token\r\n"
                  + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      for (int sent = 0; sent <= LARGEST; sent += chunk.length) {
        out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(chunk);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      out.flush();
      assertThat(firstBytes(socket)).contains("413", "body-too-large");
    }
  }

  @Test
  void whatIsNoHttpAtAll() throws IOException {
    for (String request :
        List.of(
            "GET /a|b\u0001 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
            "POST /api/v1/deployments HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")) {
      try (Socket socket = new Socket("127.0.0.1", orchestrator.port())) {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(firstBytes(socket))
            .startsWith("HTTP/1.1 4")
            .contains("application/problem+json", "\"code\":");
      }
    }
  }

  private static String firstBytes(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[4096];
    for (int read = 0; read >= 0 && text.indexOf("\"code\":") < 0; ) {
      read = socket.getInputStream().read(buffer);
      text.append(new String(buffer, 0, Math.max(0, read), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @Test
  void nobodyComesInWithoutAToken() {
    for (String path : List.of(DEPLOYMENTS, UNKNOWN, "/api/v1/openapi", "/api/v1/plans", "/")) {
      refused(new Rest(orchestrator.port(), "").get(path), 401, "not-authenticated");
      refused(new Rest(orchestrator.port(), "wrong").get(path), 401, "not-authenticated");
    }
    refused(
        new Rest(orchestrator.port(), "t".repeat(600)).get(DEPLOYMENTS), 401, "not-authenticated");
    assertThat(new Rest(orchestrator.port(), "").get("/actuator/health").status()).isEqualTo(200);
  }

  @Test
  void onlyOperatorsChangeSomething() {
    Rest nina = orchestrator.as("nina");
    refused(nina.post(DEPLOYMENTS, Map.of("plan", "catalogued")), 403, "not-allowed");
    for (String what : List.of("/pause", "/resume", "/abort", "/rollback", "/steps/a/retry")) {
      refused(nina.postText(UNKNOWN + what, "{}"), 403, "not-allowed");
    }
    assertThat(nina.get(DEPLOYMENTS).status()).isEqualTo(200);
  }

  static void refused(Rest.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.code()).as(answer.body()).isEqualTo(code);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(Json.canonical(answer.json())).doesNotContain("Exception", "io.changeover");
  }
}
