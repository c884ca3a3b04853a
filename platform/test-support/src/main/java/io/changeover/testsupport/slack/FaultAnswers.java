package io.changeover.testsupport.slack;

import com.sun.net.httpserver.HttpExchange;
import io.changeover.testsupport.web.Answers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers a call with a fault. */
final class FaultAnswers {
  private static final int TOO_MANY_REQUESTS = 429;

  private static final byte[] RATE_LIMITED =
      "{\"ok\":false,\"error\":\"ratelimited\"}".getBytes(StandardCharsets.UTF_8);

  private final CountDownLatch closing = new CountDownLatch(1);

  void give(HttpExchange exchange, SlackFault fault) throws IOException {
    exchange.getRequestBody().readAllBytes();
    switch (fault) {
      case SlackFault.RateLimited limited -> rateLimited(exchange, limited.retryAfter());
      case SlackFault.ServerError error -> Answers.text(exchange, error.status(), "server error");
      case SlackFault.NoAnswer silence -> holdThenClose(exchange, silence.held());
      case SlackFault.ConnectionClosed _, SlackFault.AnswerLost _ -> exchange.close();
    }
  }

  /** Lets held connections go. */
  void close() {
    closing.countDown();
  }

  private static void rateLimited(HttpExchange exchange, Duration retryAfter) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", Long.toString(retryAfter.toSeconds()));
    Answers.send(exchange, TOO_MANY_REQUESTS, "application/json; charset=utf-8", RATE_LIMITED);
  }

  private void holdThenClose(HttpExchange exchange, Duration held) {
    try (exchange) {
      var _ = closing.await(held.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
