package io.changeover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.json.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests that a seed makes up: the answer is never a 5xx, and always of the known form. */
class FuzzTest {
  private static final long SEED = 20_260_131;
  private static final int REQUESTS = 600;

  private static final List<String> CALLS =
      List.of(
          "approvals",
          "tasks/a/completion",
          "pause",
          "resume",
          "abort",
          "rollback",
          "steps/step-1/retry",
          "notes");

  private static final List<String> NAMES =
      List.of(
          "plan",
          "environment",
          "parameters",
          "reason",
          "level",
          "planDigest",
          "decision",
          "accept",
          "outcome",
          "note",
          "evidence",
          "text",
          "",
          "\u0000",
          "__proto__");

  private final Random random = new Random(SEED);
  private final Rest olga = RunningOrchestrator.shared().as("olga");

  @Test
  void neverOurFault() {
    String id = olga.started(Plans.approved());
    for (int number = 0; number < REQUESTS; number++) {
      String path = path(id);
      byte[] body = body();
      Rest.Answer answer =
          random.nextInt(3) == 0
              ? olga.get(path)
              : olga.send(
                  olga.request(path)
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
      String shown =
          "seed %d, request %d: %s %s -> %s"
              .formatted(
                  SEED, number, path, new String(body, StandardCharsets.UTF_8), answer.body());
      assertThat(answer.status()).as(shown).isBetween(200, 499);
      if (answer.status() >= 400) {
        assertThat(answer.header("Content-Type")).as(shown).startsWith("application/problem+json");
        assertThat(answer.code()).as(shown).isNotEmpty();
      }
    }
  }

  private String path(String id) {
    String start = "/api/v1/deployments";
    String odd = URLEncoder.encode(text(), StandardCharsets.UTF_8);
    return switch (random.nextInt(8)) {
      case 0 -> start;
      case 1 -> start + "/" + odd;
      case 2 -> start + "?cursor=" + odd + "&state=" + odd + "&limit=" + odd;
      case 3 -> start + "/" + id + "/events?after=" + odd;
      case 4 -> "/api/v1/plans/" + odd;
      case 5 -> "/api/v1/plans/validate";
      case 6 -> start + "/" + id + "/steps/" + odd + "/retry";
      default -> start + "/" + id + "/" + CALLS.get(random.nextInt(CALLS.size()));
    };
  }

  private byte[] body() {
    byte[] bytes = value(0).getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(5) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private String value(int depth) {
    return switch (depth == 0 ? random.nextInt(3) : random.nextInt(8)) {
      case 0, 1, 2 -> depth > 3 ? "{}" : members(depth);
      case 3 -> "[" + value(depth + 1) + "]";
      case 4 -> Long.toString(random.nextLong());
      case 5 -> "1e" + random.nextInt(100_000);
      case 6 -> random.nextBoolean() ? "null" : "true";
      default -> Json.canonical(text());
    };
  }

  private String members(int depth) {
    StringBuilder members = new StringBuilder("{");
    for (int number = random.nextInt(4); number > 0; number--) {
      members
          .append(members.length() > 1 ? "," : "")
          .append(Json.canonical(NAMES.get(random.nextInt(NAMES.size()))))
          .append(':')
          .append(value(depth + 1));
    }
    return members.append('}').toString();
  }

  private String text() {
    return switch (random.nextInt(6)) {
      case 0 -> "approve";
      case 1 -> "0".repeat(64);
      case 2 -> "catalogued";
      case 3 -> "x".repeat(random.nextInt(6_000));
      default ->
          random
              .ints(random.nextInt(20), 0, 0x3000)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
    };
  }
}
