package io.changeover.cli.demo;

import io.changeover.cli.view.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What came of the demo's deployment. */
final class Summary {
  private final JsonNode view;
  private final String command;
  private final Set<String> breakable;

  /**
   * @param command what starts the same demo again
   */
  Summary(JsonNode view, String command, Set<String> breakable) {
    this.view = view;
    this.command = command;
    this.breakable = breakable;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Instant end = Instant.parse(view.path("changedAt").asString());
    Duration took = Words.between(view, "requestedAt", "changedAt", end);
    lines.add("");
    lines.add(
        "%s %s: %s after %s"
            .formatted(
                text(view, "plan"),
                text(view, "version"),
                text(view, "state"),
                Words.duration(took)));
    for (JsonNode phase : view.path("phases")) {
      lines.add(
          "  %-10s %-10s %8s  %d steps"
              .formatted(
                  text(phase, "phase"),
                  text(phase, "status"),
                  phase.has("completedAt")
                      ? Words.duration(Words.between(phase, "startedAt", "completedAt", end))
                      : "",
                  phase.path("steps").size()));
    }
    lines.add("  " + checks());
    if (view.has("failure")) {
      lines.add("Why: " + text(view.get("failure"), "summary"));
    }
    rollback(lines);
    lines.add("Next: " + text(view, "next"));
    lines.add("Break it: %s --fail-at %s".formatted(command, String.join(" | ", breakable)));
    return lines;
  }

  private void rollback(List<String> lines) {
    JsonNode rollback = view.path("rollback");
    if (rollback.isMissingNode()) {
      return;
    }
    lines.add("Rollback: level " + rollback.path("level").asInt());
    rollback.path("reasons").forEach(reason -> lines.add("  - " + reason.asString()));
    rollback.path("moves").forEach(move -> lines.add(move(move)));
  }

  private static String move(JsonNode move) {
    return "  %s %s (%s)"
        .formatted(
            text(move, "status").equals("succeeded") ? "✓" : "✗",
            text(move, "id"),
            move.has("direction") ? text(move, "direction") : "look");
  }

  private String checks() {
    int passed = 0;
    int warned = 0;
    int failed = 0;
    for (JsonNode phase : view.path("phases")) {
      for (JsonNode step : phase.path("steps")) {
        for (JsonNode check : step.path("checks")) {
          switch (text(check, "verdict")) {
            case "passed" -> passed++;
            case "warned" -> warned++;
            default -> failed++;
          }
        }
      }
    }
    return "checks: %d passed, %d warned, %d failed".formatted(passed, warned, failed);
  }

  private static String text(JsonNode object, String name) {
    return object.path(name).asString("");
  }
}
