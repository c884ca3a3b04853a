package io.changeover.cli.client;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The orchestrator's REST interface, used as one person. */
public final class Server {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI base;
  private final String token;

  public Server(String base, String token) {
    this.base = URI.create(base.endsWith("/") ? base : base + "/");
    this.token = token;
  }

  public URI base() {
    return base;
  }

  /** The same server as somebody else. */
  public Server as(String otherToken) {
    return new Server(base.toString(), otherToken);
  }

  /**
   * Reads.
   *
   * @throws CliFailure with what the server says when it does not answer well
   */
  public JsonNode get(String path) {
    return json(send(request(path).header("Accept", "application/json").GET().build()));
  }

  /** Reads a text in a form that is asked for. */
  public String text(String path, String mediaType) {
    return send(request(path).header("Accept", mediaType).GET().build()).body();
  }

  /** Asks for something; sent again after a broken connection, it is done once. */
  public JsonNode post(String path, Map<String, ?> body) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, application/problem+json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    return json(send(request));
  }

  /** Follows a deployment's log from after a sequence number. Close it when enough was seen. */
  public EventStream follow(String deployment, long after) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(
                base.resolve("api/v1/deployments/%s/events/stream".formatted(deployment)))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream")
            .header("Last-Event-ID", Long.toString(after))
            .build();
    try {
      HttpResponse<Stream<String>> answer = http.send(request, HttpResponse.BodyHandlers.ofLines());
      if (answer.statusCode() != OK) {
        answer.body().close();
        throwIfDenied(answer.statusCode());
        throw new IOException("the stream was refused with " + answer.statusCode());
      }
      return new EventStream(answer);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", stopped);
    }
  }

  private static void throwIfDenied(int status) {
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      throw new CliFailure(
          ExitCode.DENIED, "The orchestrator refuses the event stream: %d.".formatted(status));
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve("api/v1/" + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw refused(answer);
      }
      return answer;
    } catch (IOException unreachable) {
      throw new CliFailure(
          ExitCode.WAITING,
          "The orchestrator at %s does not answer (%s). Start it with: ./changeover up"
              .formatted(base, unreachable));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CliFailure(ExitCode.WAITING, "stopped");
    }
  }

  private static CliFailure refused(HttpResponse<String> answer) {
    JsonNode problem = problem(answer.body());
    String code = text(problem, "code", "status-" + answer.statusCode());
    String detail = text(problem, "detail", answer.body());
    int exit =
        switch (answer.statusCode()) {
          case UNAUTHORIZED, FORBIDDEN -> ExitCode.DENIED;
          case 422 -> code.equals("plan-invalid") ? ExitCode.PLAN_INVALID : ExitCode.USAGE;
          case 503 -> ExitCode.WAITING;
          default -> ExitCode.USAGE;
        };
    return new CliFailure(exit, code, "%s (%s)%s".formatted(detail, code, findings(problem)));
  }

  private static @Nullable JsonNode problem(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException noJson) {
      return null;
    }
  }

  private static String text(@Nullable JsonNode problem, String name, String otherwise) {
    return problem == null || !problem.has(name) ? otherwise : problem.get(name).asString();
  }

  private static String findings(@Nullable JsonNode problem) {
    if (problem == null || !problem.has("findings")) {
      return "";
    }
    return "\n" + Findings.text(problem.get("findings"));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body().isEmpty() ? "null" : answer.body());
  }
}
