package io.changeover.rollout.http;

import io.changeover.contracts.UrlPath;
import io.changeover.rollout.Health;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Health over HTTP/1.1, redirects not followed. */
@Component
final class HttpHealth implements Health {
  /** How long an answer may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How much of an answer is read, in bytes. */
  private static final int LARGEST_ANSWER = 64 * 1024;

  private final JsonMapper json = JsonMapper.shared();

  @Override
  public Answer ask(URI installation, UrlPath path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(installation.resolve(path.value())).timeout(PATIENCE).GET().build();
    // A client of its own, so that no connection to a dead process is ever used again.
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build()) {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        boolean healthy = response.statusCode() == 200;
        String version = healthy ? versionIn(body.readNBytes(LARGEST_ANSWER)) : "";
        client.shutdownNow();
        return new Answer(response.statusCode(), version, "status " + response.statusCode());
      }
    } catch (ConnectException refused) {
      return new Answer(0, "", "nobody listens");
    } catch (HttpTimeoutException late) {
      return new Answer(0, "", "no answer within " + PATIENCE.toSeconds() + " s");
    } catch (IOException broken) {
      return new Answer(0, "", "the connection broke: " + broken.getMessage());
    }
  }

  private String versionIn(byte[] body) {
    try {
      return json.readTree(body).path("version").asString("");
    } catch (JacksonException notJson) {
      return "";
    }
  }
}
