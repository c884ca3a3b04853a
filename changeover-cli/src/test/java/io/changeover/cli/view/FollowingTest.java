package io.changeover.cli.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import io.changeover.cli.client.Server;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.web.Answers;
import io.changeover.testsupport.web.LocalWeb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Following a deployment whose orchestrator goes away: for a moment, or for good. */
class FollowingTest {
  private static final String DEPLOYMENT = "/api/v1/deployments/d-1";

  /** So short that giving up takes no time. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** More than the tries that are made in a row. */
  private static final int MANY = 3 * EventReader.MOST_TRIES;

  private LocalWeb web = new LocalWeb(0);
  private final Server server = new Server(web.url(), "token");

  @AfterEach
  void end() {
    web.close();
  }

  @Test
  void anOrchestratorThatStartsAgainIsFollowedOn() throws Exception {
    CountDownLatch stopping = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    web.handle(
        DEPLOYMENT,
        exchange -> {
          if (stopping.getCount() == 0) {
            refused.countDown();
            Answers.text(exchange, 503, "{\"code\": \"stopping\"}");
          } else {
            view(exchange, "Migrating", 1);
          }
        });
    // As an orchestrator that stops ends its streams.
    web.handle(DEPLOYMENT + "/events/stream", exchange -> stream(exchange, 1, stopping));
    web.start();
    CountDownLatch seen = new CountDownLatch(1);
    CompletableFuture<JsonNode> following = follow(EventReader.PAUSE, view -> seen.countDown());
    assertThat(seen.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

    stopping.countDown();
    assertThat(refused.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    AtomicReference<String> after = new AtomicReference<>();
    startAgain(after);

    JsonNode view = following.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
    assertThat(view.path("state").asString()).isEqualTo("Succeeded");
    assertThat(after).hasValue("1");
  }

  @Test
  void aStreamThatIsRefusedIsNotAskedForWithoutEnd() throws Exception {
    web.handle(DEPLOYMENT, exchange -> view(exchange, "Migrating", 1));
    AtomicLong asked = new AtomicLong();
    web.handle(
        DEPLOYMENT + "/events/stream",
        exchange -> {
          asked.incrementAndGet();
          Answers.text(exchange, 429, "{\"code\": \"too-many-streams\"}");
        });
    web.start();

    JsonNode view = follow(PAUSE, now -> {}).get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);

    assertThat(view.path("state").asString()).isEqualTo("Migrating");
    assertThat(asked).hasValue(EventReader.MOST_TRIES);
  }

  private void startAgain(AtomicReference<String> after) {
    int port = web.port();
    web.close();
    web = new LocalWeb(port);
    web.handle(DEPLOYMENT, exchange -> view(exchange, "Succeeded", 2));
    web.handle(
        DEPLOYMENT + "/events/stream",
        exchange -> {
          after.set(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
          stream(exchange, 2, new CountDownLatch(0));
        });
    web.start();
  }

  @Test
  void anOrchestratorThatStaysAwayEndsIt() throws Exception {
    web.handle(DEPLOYMENT, exchange -> view(exchange, "Migrating", 1));
    web.handle(
        DEPLOYMENT + "/events/stream", exchange -> stream(exchange, 1, new CountDownLatch(1)));
    web.start();
    CountDownLatch seen = new CountDownLatch(1);
    CompletableFuture<JsonNode> following = follow(PAUSE, view -> seen.countDown());
    assertThat(seen.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

    web.close();

    assertThatThrownBy(() -> following.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            CliFailure.class, away -> assertThat(away.exitCode()).isEqualTo(ExitCode.WAITING));
  }

  @Test
  void aStreamMayBreakMoreOftenThanItIsTriedInARow() throws Exception {
    AtomicLong told = new AtomicLong();
    web.handle(
        DEPLOYMENT,
        exchange -> view(exchange, told.get() < MANY ? "Migrating" : "Succeeded", told.get()));
    web.handle(
        DEPLOYMENT + "/events/stream",
        exchange -> stream(exchange, told.incrementAndGet(), new CountDownLatch(0)));
    web.start();

    JsonNode view = follow(PAUSE, now -> {}).get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);

    assertThat(view.path("state").asString()).isEqualTo("Succeeded");
    assertThat(told).hasValue(MANY);
  }

  private CompletableFuture<JsonNode> follow(Duration pause, Consumer<JsonNode> onChange) {
    Following following =
        new Following(server, Terminal.stderr(), Clock.systemUTC(), pause, onChange);
    CompletableFuture<JsonNode> end = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            end.complete(following.follow("d-1"));
          } catch (InterruptedException | RuntimeException failed) {
            end.completeExceptionally(failed);
          }
        });
    return end;
  }

  private static void view(HttpExchange exchange, String state, long sequence) throws IOException {
    String view =
        "{\"state\": \"%s\", \"ended\": %s, \"sequence\": %d}"
            .formatted(state, state.equals("Succeeded"), sequence);
    Answers.text(exchange, 200, view);
  }

  /** One event, and the end of the stream at a given time. */
  private static void stream(HttpExchange exchange, long sequence, CountDownLatch end)
      throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, 0);
      String event = "data:{\"sequence\": %d}\n\n".formatted(sequence);
      exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      end.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
