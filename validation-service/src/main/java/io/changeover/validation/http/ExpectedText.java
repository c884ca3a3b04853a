package io.changeover.validation.http;

import java.io.IOException;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Listens to a WebSocket until a text comes that contains what is expected. */
final class ExpectedText implements WebSocket.Listener {
  /** Longer messages are not put together, in characters. */
  private static final int LONGEST = 1_000_000;

  private final String expected;
  private final CompletableFuture<String> found = new CompletableFuture<>();
  private final StringBuilder message = new StringBuilder();
  private final AtomicInteger others = new AtomicInteger();

  ExpectedText(String expected) {
    this.expected = expected;
  }

  CompletableFuture<String> found() {
    return found;
  }

  /** What else was said, for a person. */
  String others() {
    return others.get() == 0 ? "" : ", but %d other texts came".formatted(others.get());
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    if (message.length() + part.length() <= LONGEST) {
      message.append(part);
    }
    if (last) {
      String text = message.toString();
      message.setLength(0);
      if (text.contains(expected)) {
        found.complete(text);
      } else {
        others.incrementAndGet();
      }
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    found.completeExceptionally(new IOException("it was closed with status " + status));
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable problem) {
    found.completeExceptionally(problem);
  }
}
