package io.changeover.testsupport.slack;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Calls a fake Slack as a client would. */
final class SlackCaller implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final FakeSlack slack;

  SlackCaller(FakeSlack slack) {
    this.slack = slack;
  }

  JsonNode call(String method, Map<String, ?> arguments) throws Exception {
    HttpResponse<String> answer = send(method, arguments);
    return SlackArguments.JSON.readTree(answer.body());
  }

  HttpResponse<String> send(String method, Map<String, ?> arguments) throws Exception {
    return post(
        slack.apiUrl() + method,
        "application/json; charset=utf-8",
        SlackArguments.JSON.writeValueAsString(arguments),
        slack.token());
  }

  HttpResponse<String> post(String url, String type, String body, String token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(5))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(slack.url() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
  }
}
