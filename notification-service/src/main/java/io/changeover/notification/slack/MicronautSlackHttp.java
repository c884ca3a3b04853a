package io.changeover.notification.slack;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON by Micronaut's HTTP client, which is used by itself: no context of Micronaut's, bytes
 * in and bytes out.
 */
final class MicronautSlackHttp implements AutoCloseable {
  private static final int SERVER_ERRORS = 500;
  private static final String JSON = "application/json; charset=utf-8";

  private final HttpClient client;

  MicronautSlackHttp(URI server, SlackSettings.Limits limits) {
    DefaultHttpClientConfiguration configuration = new DefaultHttpClientConfiguration();
    configuration.setConnectTimeout(limits.connect());
    configuration.setReadTimeout(limits.answer());
    configuration.setFollowRedirects(false);
    try {
      client = HttpClient.create(server.toURL(), configuration);
    } catch (MalformedURLException | IllegalArgumentException notAnAddress) {
      throw new IllegalArgumentException("Slack's address is no URL", notAnAddress);
    }
  }

  /**
   * Posts.
   *
   * @param token null where the address itself is the secret
   * @throws SlackUnreachable when there is no answer, or one that says that Slack is in trouble
   */
  SlackAnswer post(URI where, byte[] json, @Nullable String token) {
    MutableHttpRequest<byte[]> request = HttpRequest.POST(where, json).contentType(JSON);
    if (token != null) {
      request.bearerAuth(token);
    }
    SlackAnswer answer = exchange(request);
    if (answer.status() >= SERVER_ERRORS) {
      throw new SlackUnreachable("Slack answered with status " + answer.status());
    }
    return answer;
  }

  private SlackAnswer exchange(HttpRequest<byte[]> request) {
    try {
      return answer(client.toBlocking().exchange(request, byte[].class));
    } catch (HttpClientResponseException refused) {
      return answer(refused.getResponse());
    } catch (HttpClientException unreachable) {
      // Only the kind: a message may name the address, and a webhook's address is a secret.
      throw new SlackUnreachable(
          "Slack does not answer (%s)".formatted(unreachable.getClass().getSimpleName()));
    }
  }

  private static SlackAnswer answer(HttpResponse<?> response) {
    Optional<byte[]> body = response.getBody(byte[].class);
    return new SlackAnswer(
        response.code(),
        body.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse(""),
        Duration.ofSeconds(seconds(response.getHeaders().get("Retry-After"))));
  }

  private static long seconds(@Nullable String header) {
    return header != null && header.strip().matches("[0-9]{1,6}")
        ? Long.parseLong(header.strip())
        : 0;
  }

  @Override
  public void close() {
    client.close();
  }
}
