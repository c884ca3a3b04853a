package io.changeover.validation.http;

import static io.changeover.validation.Defaults.filled;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Websocket;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens a WebSocket, says something and waits for what the plan expects. */
@Component
final class WebsocketCheck implements StepHandler<Websocket> {
  private static final String WHAT_TO_DO =
      "See whether what stands before the application lets upgrades through, and look at its log.";

  private final Conversations conversations;

  WebsocketCheck(Conversations conversations) {
    this.conversations = conversations;
  }

  @Override
  public Class<Websocket> kind() {
    return Websocket.class;
  }

  @Override
  public Outcome handle(StepCommand command, Websocket spec, StepContext context)
      throws StepFailure, InterruptedException {
    try (Conversation conversation =
        conversations.open(command, spec.target(), filled(spec.instance()))) {
      List<CheckResult> checks = new ArrayList<>();
      conversations.logIn(conversation, command, spec.target(), spec.as()).ifPresent(checks::add);
      if (checks.stream().allMatch(check -> check.verdict() == Verdict.PASSED)) {
        talk(command, spec, conversation, checks);
      }
      return Outcome.ofChecks(checks, WHAT_TO_DO);
    }
  }

  private static void talk(
      StepCommand command, Websocket spec, Conversation conversation, List<CheckResult> checks)
      throws InterruptedException {
    String expected = spec.expect() == null ? "" : spec.expect();
    ExpectedText answer = new ExpectedText(expected);
    CompletableFuture<WebSocket> opening = conversation.webSocket(spec.path().value(), answer);
    Seen<WebSocket> opened = await(opening, spec);
    String name = "WebSocket %s of %s".formatted(spec.path(), spec.instance());
    checks.add(check(command, conversation, name, "a handshake", opened.words("done")));
    WebSocket socket = opened.value();
    if (socket == null) {
      return;
    }
    try {
      if (spec.send() != null) {
        await(socket.sendText(spec.send(), true), spec);
      }
      if (!expected.isEmpty()) {
        Seen<String> text = await(answer.found(), spec);
        String said = text.words(text.value() == null ? "" : text.value());
        checks.add(
            CheckResult.of(
                name + ": answer",
                "a text with " + expected,
                conversation.hide(text.value() == null ? said + answer.others() : said),
                command.severity(),
                text.value() != null));
      }
    } finally {
      socket.abort();
    }
  }

  private static CheckResult check(
      StepCommand command, Conversation conversation, String name, String expected, String actual) {
    return CheckResult.of(
        name, expected, conversation.hide(actual), command.severity(), actual.equals("done"));
  }

  /** What came of something: a value, or why there is none. */
  private record Seen<T>(@Nullable T value, String problem) {
    String words(String well) {
      return value == null ? "none: " + problem : well;
    }
  }

  private static <T> Seen<T> await(CompletableFuture<T> future, Websocket spec)
      throws InterruptedException {
    try {
      return new Seen<>(future.get(filled(spec.within()).toNanos(), TimeUnit.NANOSECONDS), "");
    } catch (TimeoutException late) {
      future.cancel(true);
      return new Seen<>(null, "nothing within %d ms".formatted(filled(spec.within()).toMillis()));
    } catch (ExecutionException failed) {
      return new Seen<>(null, why(failed.getCause()));
    }
  }

  private static String why(@Nullable Throwable cause) {
    return cause instanceof WebSocketHandshakeException refused
        ? "status " + refused.getResponse().statusCode()
        : Conversation.why(cause);
  }
}
