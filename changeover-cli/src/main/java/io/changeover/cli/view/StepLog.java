package io.changeover.cli.view;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Where nothing can be drawn: the tree as it grows, a line for each thing that happens. */
final class StepLog {
  private final Terminal terminal;

  StepLog(Terminal terminal) {
    this.terminal = terminal;
  }

  void take(JsonNode event) {
    if (terminal.drawable()) {
      return;
    }
    JsonNode data = event.path("data");
    switch (event.path("type").asString()) {
      case "changeover.phase.started" -> say("▶ " + data.path("phase").asString());
      case "changeover.phase.completed" -> say("✓ " + data.path("phase").asString());
      case "changeover.step.started" -> say("  ├─ ● " + step(data) + " began");
      case "changeover.step.progressed" -> say("  │    " + progress(data.path("progress")));
      case "changeover.step.succeeded" -> succeeded(data);
      case "changeover.step.failed" -> failed(data);
      case "changeover.task.opened" ->
          say(
              "  ? %s for %s%s: %s"
                  .formatted(
                      text(data, "task"),
                      text(data, "owner"),
                      Words.due(data),
                      text(data, "instruction")));
      case "changeover.task.overdue" -> say("  ! task %s is overdue".formatted(text(data, "task")));
      case "changeover.task.completed" ->
          say(
              "  ✓ task %s: %s by %s"
                  .formatted(text(data, "task"), text(data, "outcome"), by(data)));
      case "changeover.approval.granted" ->
          say("  ✓ %s agrees as %s".formatted(by(data), text(data, "role")));
      case "changeover.failure.detected" ->
          say("✗ %s: %s".formatted(text(data, "cause"), text(data, "summary")));
      case "changeover.rollback.decided" -> decided(data);
      case "changeover.human.needed" -> say("✗ needs a human: " + text(data, "why"));
      case "changeover.watch.window-started" ->
          say("  ├─ window %s until %s".formatted(text(data, "window"), text(data, "until")));
      default -> {}
    }
  }

  private void say(String line) {
    terminal.line(line);
  }

  private void succeeded(JsonNode data) {
    Duration took =
        Duration.between(
            Instant.parse(text(data, "startedAt")), Instant.parse(text(data, "finishedAt")));
    say("  ├─ ✓ %s  %s".formatted(step(data), Words.duration(took)));
    for (JsonNode check : data.path("checks")) {
      String mark = text(check, "verdict").equals("warned") ? "warning: " : "";
      say(
          "  │    %s%s: expected %s, saw %s"
              .formatted(mark, text(check, "name"), text(check, "expected"), text(check, "actual"))
              .replace('\n', ' '));
    }
  }

  private void failed(JsonNode data) {
    say("  ├─ ✗ %s  %s".formatted(step(data), data.path("reason").path("message").asString()));
    say("  │    " + data.path("reason").path("whatToDo").asString());
  }

  private void decided(JsonNode data) {
    say("↩ rollback level " + data.path("level").asInt());
    for (JsonNode reason : data.path("reasons")) {
      say("  │    " + reason.asString());
    }
  }

  private static String step(JsonNode data) {
    String direction = text(data, "direction");
    return direction.equals("forward")
        ? text(data, "step")
        : "%s (%s)".formatted(text(data, "step"), direction);
  }

  private static String progress(JsonNode progress) {
    return "%d of %d %s %s"
        .formatted(
            progress.path("done").asLong(),
            progress.path("total").asLong(),
            text(progress, "unit"),
            text(progress, "message"));
  }

  private static String by(JsonNode data) {
    JsonNode actor = data.path("by");
    return actor.path("automatic").asBoolean()
        ? text(actor, "name") + " (automatic)"
        : text(actor, "name");
  }

  private static String text(JsonNode object, String name) {
    return object.path(name).asString("");
  }
}
