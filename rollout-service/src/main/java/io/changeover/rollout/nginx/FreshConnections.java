package io.changeover.rollout.nginx;

import io.changeover.contracts.step.Instance;
import io.changeover.rollout.TrafficFront.Serving;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Asks a front over connections that are used once: an old one stays with the old configuration.
 */
final class FreshConnections {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /**
   * An answer of the front.
   *
   * @param serving who served by its headers; empty when it does not say
   */
  record Seen(int status, Optional<Serving> serving) {}

  /**
   * One request over a connection of its own.
   *
   * @throws IOException when the front does not answer
   */
  Seen ask(URI url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).GET().build();
    try (HttpClient once =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build()) {
      HttpResponse<Void> response = once.send(request, HttpResponse.BodyHandlers.discarding());
      return new Seen(response.statusCode(), serving(response));
    }
  }

  private static Optional<Serving> serving(HttpResponse<Void> response) {
    OptionalLong generation = response.headers().firstValueAsLong("X-Changeover-Generation");
    Optional<Instance> instance =
        response
            .headers()
            .firstValue("X-Changeover-Upstream")
            .flatMap(word ->
                Arrays.stream(Instance.values()).filter(it -> it.word().equals(word)).findFirst());
    return generation.isEmpty()
        ? Optional.empty()
        : instance.map(who -> new Serving(who, generation.getAsLong()));
  }
}
