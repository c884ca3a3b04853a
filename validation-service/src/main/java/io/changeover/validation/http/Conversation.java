package io.changeover.validation.http;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.step.HttpMethod;
import io.changeover.kit.process.Redaction;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.StepFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The requests of one step to one application, one after the other over one connection. Redirects
 * are not followed: a registered application answers itself. The bearer token lives as long as
 * this.
 */
final class Conversation implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI base;
  private final Duration longestAnswer;
  private final Secrets secrets;
  private Redaction ofToken = Redaction.of(List.of());
  private @Nullable String token;

  Conversation(URI base, Duration longestAnswer, Secrets secrets) {
    this.base = base;
    this.longestAnswer = longestAnswer;
    this.secrets = secrets;
  }

  /** Sends this token with every request from now on, and hides it from every text. */
  void bear(String given) {
    token = given;
    ofToken = Redaction.of(List.of(given));
  }

  /** The text without the token and without any secret of this service. */
  String hide(String text) {
    return ofToken.apply(secrets.blackOut(text));
  }

  /**
   * Sends a request and waits for all of the answer. Not being answered is a reply too.
   *
   * @throws StepFailure {@code refused} when the path does not make a URL
   * @throws InterruptedException when the step was stopped; the request is given up
   */
  Reply send(HttpMethod method, String path, @Nullable JsonNode body)
      throws StepFailure, InterruptedException {
    return exchange(request(method, path, body));
  }

  /** Sends a file as a form does. */
  Reply send(String path, FormFile file) throws StepFailure, InterruptedException {
    return exchange(
        authorized(path)
            .header("Content-Type", file.contentType())
            .POST(HttpRequest.BodyPublishers.ofByteArray(file.body()))
            .build());
  }

  /**
   * Reads bytes.
   *
   * @param most a longer answer breaks off
   */
  Download fetch(String path, long most) throws StepFailure, InterruptedException {
    HttpRequest request = authorized(path).GET().build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), most));
    try {
      HttpResponse<byte[]> response = answer.get(longestAnswer.toNanos(), TimeUnit.NANOSECONDS);
      return new Download(response.statusCode(), ByteBuffer.wrap(response.body()), "");
    } catch (TimeoutException late) {
      return new Download(0, ByteBuffer.allocate(0), late());
    } catch (ExecutionException failed) {
      return new Download(0, ByteBuffer.allocate(0), why(failed.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  /** Opens a WebSocket at a path. */
  CompletableFuture<WebSocket> webSocket(String path, WebSocket.Listener listener) {
    WebSocket.Builder builder = client.newWebSocketBuilder();
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    String url = base.resolve(path).toString();
    return builder.buildAsync(URI.create(url.replaceFirst("^http", "ws")), listener);
  }

  /** Bytes that were read; status 0 and a problem when there was no answer. */
  record Download(int status, ByteBuffer bytes, String problem) {}

  private Reply exchange(HttpRequest request) throws InterruptedException {
    long began = System.nanoTime();
    CompletableFuture<HttpResponse<BoundedBody.Body>> answer =
        client.sendAsync(request, status -> new BoundedBody());
    try {
      HttpResponse<BoundedBody.Body> response =
          answer.get(longestAnswer.toNanos(), TimeUnit.NANOSECONDS);
      return new Reply(response.statusCode(), response.body(), since(began), "");
    } catch (TimeoutException late) {
      return Reply.silence(since(began), late());
    } catch (ExecutionException failed) {
      return Reply.silence(since(began), why(failed.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  private String late() {
    return "nothing whole within %d s".formatted(longestAnswer.toSeconds());
  }

  private HttpRequest request(HttpMethod method, String path, @Nullable JsonNode body)
      throws StepFailure {
    HttpRequest.Builder request = authorized(path);
    if (body == null) {
      return request.method(method.name(), HttpRequest.BodyPublishers.noBody()).build();
    }
    return request
        .header("Content-Type", "application/json")
        .method(
            method.name(),
            HttpRequest.BodyPublishers.ofString(Json.mapper().writeValueAsString(body)))
        .build();
  }

  private HttpRequest.Builder authorized(String path) throws StepFailure {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(base.resolve(path)).header("Accept", "application/json");
      return token == null ? request : request.header("Authorization", "Bearer " + token);
    } catch (IllegalArgumentException notAUrl) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "No request can be made of this path or token: " + hide(path),
          "Write the path as it stands in a URL, percent-encoded.");
    }
  }

  /** Why there is no answer. */
  static String why(@Nullable Throwable cause) {
    if (cause instanceof ConnectException) {
      return "nobody listens";
    }
    return cause instanceof IOException broken && broken.getMessage() != null
        ? "the connection broke: " + broken.getMessage()
        : "the connection broke";
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
