package io.changeover.validation.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.changeover.contracts.json.Json;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.target.ApplicationTarget.Login;
import io.changeover.validation.Steps;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** An application with a login, shipments, and some bad manners. */
final class SampleApplication implements AutoCloseable {
  static final String PASSWORD = "the-admins-password";
  static final String TOKEN = "1.1795.the-bearer-token";

  final List<String> requests = new CopyOnWriteArrayList<>();
  final AtomicLong sent = new AtomicLong();
  volatile int delay;
  volatile byte[] stored = new byte[0];
  volatile String form = "";
  volatile String version = "1";
  volatile boolean down;
  private final HttpServer server;

  SampleApplication() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Conversations conversations() {
    return conversations(PASSWORD);
  }

  Conversations conversations(String password) {
    Secrets secrets = new Secrets();
    secrets.remember(password);
    Login login = new Login("/api/v1/login", "admin", password, "/token");
    return new Conversations(
        Steps.application(url(), null, Map.of("admin", login)), secrets, Steps.SETTINGS);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      if (exchange.getRequestURI().getPath().startsWith("/files")) {
        files(exchange, request);
        return;
      }
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(request + (body.isEmpty() ? "" : " " + body));
      switch (request) {
        case "POST /api/v1/login" -> login(exchange, body);
        case "GET /huge" -> huge(exchange);
        case "GET /moved" -> {
          exchange.getResponseHeaders().set("Location", "/health");
          exchange.sendResponseHeaders(302, -1);
        }
        case "GET /silent" -> wait(20_000);
        case "GET /slow" -> {
          wait(delay);
          send(exchange, 200, "{}");
        }
        case "GET /echo" ->
            send(exchange, 500, "you sent " + authorization(exchange) + " " + PASSWORD);
        case "GET /api/v1/shipments" -> shipments(exchange);
        case "POST /api/v1/shipments" ->
            send(exchange, 201, "{\"id\": 7, \"reference\": \"S 1/2\"}");
        case "DELETE /api/v1/shipments/7" -> exchange.sendResponseHeaders(204, -1);
        case "GET /api/v1/shipments/S%201%2F2" -> send(exchange, 200, "{\"id\": 7}");
        case "GET /version" ->
            send(exchange, down ? 503 : 200, "{\"version\": \"" + version + "\"}");
        case "GET /health" -> send(exchange, 200, "{\"status\": \"up\"}");
        default -> send(exchange, 404, "no " + request);
      }
    }
  }

  /** Takes one file out of a form, and gives it back with as many bytes changed as was wished. */
  private void files(HttpExchange exchange, String request) throws IOException {
    requests.add(request);
    byte[] body = exchange.getRequestBody().readAllBytes();
    switch (request) {
      case "POST /files" -> {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int from = text.indexOf("\r\n\r\n") + 4;
        stored =
            text.substring(from, text.lastIndexOf("\r\n--", text.length() - 5))
                .getBytes(StandardCharsets.ISO_8859_1);
        form = text.substring(0, from);
        send(exchange, 201, "{\"url\": \"http://elsewhere.invalid/files/7\"}");
      }
      case "GET /files/7" -> {
        exchange.sendResponseHeaders(200, stored.length);
        exchange.getResponseBody().write(stored);
      }
      case "GET /files/8" -> send(exchange, 200, "not the same");
      case "POST /files-elsewhere" ->
          send(exchange, 201, "{\"url\": \"https://app.example//elsewhere.invalid/7\"}");
      case "POST /files-8" -> send(exchange, 201, "{\"url\": \"/files/8\"}");
      case "POST /files-413" -> send(exchange, 413, "too large");
      default -> exchange.sendResponseHeaders(204, -1);
    }
  }

  private static String authorization(HttpExchange exchange) {
    return exchange.getRequestHeaders().getFirst("Authorization");
  }

  private static void shipments(HttpExchange exchange) throws IOException {
    boolean known = ("Bearer " + TOKEN).equals(authorization(exchange));
    send(
        exchange,
        known ? 200 : 401,
        known
            ? "{\"shipments\": [{\"id\": 7, \"weight\": 10.50, \"name\": \"a\"}, {\"id\": 8, \"name\": \"b/c\"}], \"a/b\": {\"*\": null}}"
            : "{\"error\": \"a token is required\"}");
  }

  private static void login(HttpExchange exchange, String body) throws IOException {
    boolean right = Json.mapper().readTree(body).path("password").asString().equals(PASSWORD);
    send(
        exchange,
        right ? 200 : 401,
        right ? "{\"token\": \"" + TOKEN + "\"}" : "{\"error\": \"wrong\"}");
  }

  private void huge(HttpExchange exchange) throws IOException {
    byte[] some = new byte[100_000];
    exchange.sendResponseHeaders(200, 100_000_000);
    try (OutputStream body = exchange.getResponseBody()) {
      for (int i = 0; i < 1_000; i++) {
        body.write(some);
        sent.addAndGet(some.length);
      }
    }
  }

  private static void wait(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
