package io.changeover.validation.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a body up to a size and then hangs up, so that no answer fills the memory. */
final class BoundedBody implements BodySubscriber<BoundedBody.Body> {
  /** How much of a body is read, in bytes. */
  static final int LARGEST = 1_000_000;

  /**
   * What was read.
   *
   * @param cut whether there was more
   */
  record Body(String text, boolean cut) {}

  private final CompletableFuture<Body> result = new CompletableFuture<>();
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private Flow.@Nullable Subscription subscription;

  @Override
  public CompletionStage<Body> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[Math.min(buffer.remaining(), LARGEST + 1 - taken.size())];
      buffer.get(bytes);
      taken.writeBytes(bytes);
    }
    if (taken.size() > LARGEST && !result.isDone()) {
      if (subscription != null) {
        subscription.cancel();
      }
      result.complete(new Body(text(), true));
    }
  }

  @Override
  public void onError(Throwable problem) {
    result.completeExceptionally(problem);
  }

  @Override
  public void onComplete() {
    result.complete(new Body(text(), false));
  }

  private String text() {
    return taken.toString(StandardCharsets.UTF_8);
  }
}
