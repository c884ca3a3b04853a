package io.changeover.orchestrator;

import io.changeover.contracts.json.Json;
import io.changeover.contracts.plan.Plan;
import io.changeover.testsupport.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The REST interface as somebody uses it. */
final class Rest {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;
  private final String token;

  Rest(int port, String token) {
    this.port = port;
    this.token = token;
  }

  /** Settings: an operator, somebody who agrees, and somebody without a role. */
  static List<String> identities() {
    Map<String, String> roles =
        Map.of("olga", "operator,technical-lead", "tom", "technical-lead", "nina", "");
    List<String> settings = new ArrayList<>();
    List<String> names = List.of("olga", "tom", "nina");
    for (int place = 0; place < names.size(); place++) {
      String name = names.get(place);
      String prefix = "changeover.identities[" + place + "].";
      settings.add(prefix + "name=" + name);
      settings.add(prefix + "roles=" + roles.get(name));
      settings.add(
          prefix
              + "token-sha256="
              + Json.sha256((name + "-token").getBytes(StandardCharsets.UTF_8)).value());
    }
    return settings;
  }

  /** An answer. */
  record Answer(int status, String body, HttpResponse<String> response) {
    JsonNode json() {
      return Json.mapper().readTree(body);
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String code() {
      return json().path("code").asString("");
    }
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  Answer post(String path, Object body, String... headers) {
    return postText(path, Json.canonical(body), headers);
  }

  Answer postText(String path, String body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer start(Plan plan, String... headers) {
    return post(
        "/api/v1/deployments", Map.of("plan", Json.canonical(plan), "reason", "a test"), headers);
  }

  /** Starts a deployment and gives back its id. */
  String started(Plan plan) {
    Answer answer = start(plan);
    if (answer.status() != 201) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return answer.json().path("id").asString();
  }

  String state(String id) {
    return get("/api/v1/deployments/" + id).json().path("state").asString();
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Patience.LONG);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
