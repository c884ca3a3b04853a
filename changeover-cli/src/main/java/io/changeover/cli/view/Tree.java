package io.changeover.cli.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A deployment as a tree: phases, steps, what was expected and seen, and what comes next. */
public final class Tree {
  /** The most warnings and failures shown below a step. */
  private static final int MOST_CHECKS = 4;

  private final Paint paint;
  private final Instant now;
  private final Detail detail;
  private final List<String> lines = new ArrayList<>();

  /** How much is shown. */
  public enum Detail {
    /** Every step of every phase, with all its checks. */
    WHOLE,
    /** The steps of what is under way or failed, with what was expected and seen. */
    OPEN_PHASES,
    /** Of those, only what has not succeeded. */
    UNFINISHED
  }

  private Tree(Paint paint, Instant now, Detail detail) {
    this.paint = paint;
    this.now = now;
    this.detail = detail;
  }

  /**
   * The lines.
   *
   * @param view as REST shows a deployment
   */
  public static List<String> lines(JsonNode view, Paint paint, Instant now, Detail detail) {
    Tree tree = new Tree(paint, now, detail);
    tree.head(view);
    for (JsonNode phase : view.path("phases")) {
      tree.phase(phase);
    }
    tree.rehearsed(view);
    if (view.has("rollback")) {
      tree.rollback(view.get("rollback"));
    }
    tree.tasks(view);
    tree.lines.add(paint.bold("→ ") + view.path("next").asString() + tree.left(view));
    return tree.lines;
  }

  private void head(JsonNode view) {
    Duration took =
        Words.between(view, "requestedAt", view.path("ended").asBoolean() ? "changedAt" : "", now);
    lines.add(
        "%s  %s  %s  %s"
            .formatted(
                paint.bold(view.path("plan").asString() + " " + view.path("version").asString()),
                state(view.path("state").asString()),
                Words.duration(took),
                paint.faint(view.path("id").asString())));
  }

  private String state(String state) {
    return switch (state) {
      case "Succeeded" -> paint.good(state);
      case "RolledBack", "Failed", "NeedsHuman", "RollingBack", "AssessingFailure" ->
          paint.bad(state);
      default -> paint.warn(state);
    };
  }

  private void phase(JsonNode phase) {
    String status = phase.path("status").asString();
    long done = count(phase, "succeeded");
    int all = phase.path("steps").size();
    String steps = all == 0 ? "" : "%d/%d steps".formatted(done, all);
    String took =
        phase.has("startedAt")
            ? Words.duration(Words.between(phase, "startedAt", "completedAt", now))
            : "";
    lines.add(
        "%s %-10s %-13s %s"
            .formatted(
                Words.mark(paint, status),
                phase.path("phase").asString(),
                steps,
                status.equals("failed") ? "" : took));
    boolean open = status.equals("running") || status.equals("failed");
    for (JsonNode step : phase.path("steps")) {
      if (detail == Detail.WHOLE || (open && isInteresting(step))) {
        step(step);
      }
    }
  }

  private static long count(JsonNode phase, String status) {
    long count = 0;
    for (JsonNode step : phase.path("steps")) {
      if (step.path("status").asString().equals(status)) {
        count++;
      }
    }
    return count;
  }

  private boolean isInteresting(JsonNode step) {
    return detail == Detail.OPEN_PHASES || !step.path("status").asString().equals("succeeded");
  }

  private void step(JsonNode step) {
    String status = step.path("status").asString();
    lines.add(
        "%s %s %-26s %s%s"
            .formatted(
                step.has("verifies") ? "  │  └─" : "  ├─",
                Words.mark(paint, status),
                step.path("id").asString() + direction(step),
                step.path("title").asString(),
                paint.faint(times(step) + seen(step))));
    progress(step);
    checks(step);
    if (step.has("failure")) {
      lines.add("  │    " + paint.bad(step.get("failure").path("message").asString()));
      lines.add("  │    " + paint.faint(step.get("failure").path("whatToDo").asString()));
    }
  }

  /** What a step's only check expected and saw, on the step's own line. */
  private String seen(JsonNode step) {
    JsonNode checks = step.path("checks");
    if (detail == Detail.WHOLE || checks.size() != 1) {
      return "";
    }
    return "  expected %s, saw %s"
        .formatted(text(checks.get(0), "expected"), text(checks.get(0), "actual"));
  }

  private static String text(JsonNode object, String name) {
    return object.path(name).asString().replace('\n', ' ');
  }

  private static String direction(JsonNode step) {
    return step.has("direction") ? " (" + step.get("direction").asString() + ")" : "";
  }

  private String times(JsonNode step) {
    if (!step.has("startedAt")) {
      return "";
    }
    String took = Words.duration(Words.between(step, "startedAt", "finishedAt", now));
    return step.has("expected")
        ? "  %s, planned %s"
            .formatted(took, Words.duration(Duration.parse(step.get("expected").asString())))
        : "  " + took;
  }

  private void progress(JsonNode step) {
    JsonNode progress = step.path("progress");
    if (!step.path("status").asString().equals("running") || progress.isMissingNode()) {
      return;
    }
    long done = progress.path("done").asLong();
    long total = progress.path("total").asLong();
    String bar = total > 0 ? bar(done, total) : "";
    lines.add(
        "  │    %s %,d%s %s  %s"
            .formatted(
                bar,
                done,
                total > 0 ? String.format(Locale.ROOT, " of %,d", total) : "",
                progress.path("unit").asString(),
                progress.path("message").asString()));
  }

  private String bar(long done, long total) {
    int full = (int) Math.min(20, 20 * done / total);
    return paint.good("█".repeat(full)) + paint.faint("░".repeat(20 - full));
  }

  private void checks(JsonNode step) {
    int shown = 0;
    for (JsonNode check : step.path("checks")) {
      boolean passed = check.path("verdict").asString().equals("passed");
      if ((detail == Detail.WHOLE || !passed) && shown++ < MOST_CHECKS) {
        lines.add("  │    " + check(check));
      }
    }
  }

  private String check(JsonNode check) {
    String verdict = check.path("verdict").asString();
    String text =
        "%s: expected %s, saw %s"
            .formatted(
                check.path("name").asString(),
                check.path("expected").asString(),
                check.path("actual").asString())
            .replace('\n', ' ');
    return switch (verdict) {
      case "passed" -> paint.faint(text);
      case "warned" -> paint.warn("warning: " + text);
      default -> paint.bad(text);
    };
  }

  /** What the rehearsal has proved: always when asked for, else while people have to agree. */
  private void rehearsed(JsonNode view) {
    boolean asked = view.path("state").asString().equals("AwaitingApproval");
    if (detail != Detail.WHOLE && !asked) {
      return;
    }
    for (JsonNode line : view.path("rehearsed")) {
      lines.add(paint.faint("≡ " + line.asString()));
    }
  }

  /** What of the expected time is left. */
  private String left(JsonNode view) {
    if (!view.has("timeLeft")) {
      return "";
    }
    Duration since = Words.between(view, "changedAt", "", now);
    Duration left = Duration.parse(view.get("timeLeft").asString()).minus(since);
    return left.isPositive() ? "  about %s left".formatted(Words.duration(left)) : "";
  }

  private void rollback(JsonNode rollback) {
    lines.add(paint.bold("↩ rollback   level " + rollback.path("level").asInt()));
    for (JsonNode reason : rollback.path("reasons")) {
      lines.add("  │    " + reason.asString());
    }
    for (JsonNode move : rollback.path("moves")) {
      step(move);
    }
  }

  private void tasks(JsonNode view) {
    for (JsonNode task : view.path("openTasks")) {
      lines.add(
          "%s %s for %s%s: %s"
              .formatted(
                  paint.warn("?"),
                  task.path("id").asString(),
                  task.path("owner").asString(),
                  Words.due(task),
                  task.path("instruction").asString().lines().findFirst().orElse("")));
      for (JsonNode option : task.path("options")) {
        lines.add("    - " + option.asString());
      }
    }
  }
}
