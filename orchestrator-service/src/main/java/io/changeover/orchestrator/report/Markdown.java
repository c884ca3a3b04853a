package io.changeover.orchestrator.report;

import io.changeover.contracts.event.PricedLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The record as Markdown. Numbers in brackets are the sequence numbers of the events cited. */
public final class Markdown {
  private final StringBuilder text = new StringBuilder();

  private Markdown() {}

  /** The record as a page. */
  public static String of(DeploymentRecord deployment) {
    Markdown page = new Markdown();
    page.head(deployment);
    page.text.append(HistorySection.of(deployment));
    page.phases(deployment);
    page.steps(deployment);
    page.checks(deployment);
    page.said("Decisions and their reasons", deployment.decisions());
    page.said("Who did what", deployment.people());
    page.prices(deployment);
    page.said("Timeline", deployment.timeline());
    page.chain(deployment);
    return page.text.toString();
  }

  private void head(DeploymentRecord one) {
    line("# Deployment of %s %s: %s".formatted(one.plan(), one.version(), one.state()));
    line("");
    line("%s".formatted(escaped(one.summary())));
    line("");
    line("| | |");
    line("| --- | --- |");
    line("| Deployment | `%s` |".formatted(one.id()));
    line("| Environment | %s |".formatted(escaped(one.environment())));
    line("| Targets | %s |".formatted(String.join(", ", one.targets())));
    line("| Plan digest | `%s` |".formatted(one.planDigest()));
    line(
        "| Asked for by | %s, %s%s |"
            .formatted(escaped(one.requestedBy()), time(one.requestedAt()), reason(one)));
    line("| Ended | %s |".formatted(one.endedAt() == null ? "not yet" : time(one.endedAt())));
    line("| Took | %s |".formatted(duration(one.took())));
    line("");
  }

  private static String reason(DeploymentRecord one) {
    return one.reason().isBlank() ? "" : ": " + escaped(one.reason());
  }

  private void phases(DeploymentRecord one) {
    line("## Phases");
    line("");
    line("| phase | began | took | events |");
    line("| --- | --- | --- | --- |");
    for (DeploymentRecord.PhaseLine phase : one.phases()) {
      line(row(phase));
    }
    line("");
  }

  private static String row(DeploymentRecord.PhaseLine phase) {
    Duration took = phase.took();
    return "| %s | %s | %s | %s |"
        .formatted(
            phase.phase(),
            time(phase.startedAt()),
            took == null ? "not completed" : duration(took),
            cited(phase.events()));
  }

  private void steps(DeploymentRecord one) {
    line("## Steps, planned against actual");
    line("");
    line("| step | what | result | planned | actual | shown | events |");
    line("| --- | --- | --- | --- | --- | --- | --- |");
    for (DeploymentRecord.StepLine step : one.steps()) {
      String direction = step.direction().equals("forward") ? "" : " (" + step.direction() + ")";
      String attempt = step.attempt() > 1 ? ", attempt " + step.attempt() : "";
      line(
          "| `%s`%s%s | %s | %s | %s | %s | %s | %s |"
              .formatted(
                  step.step(),
                  direction,
                  attempt,
                  escaped(step.title()),
                  step.result(),
                  optional(step.expected()),
                  optional(step.took()),
                  escaped(step.note()),
                  cited(step.events())));
    }
    line("");
  }

  private void checks(DeploymentRecord one) {
    line("## Checks, expected against actual");
    line("");
    line("| step | check | expected | actual | verdict | event |");
    line("| --- | --- | --- | --- | --- | --- |");
    for (DeploymentRecord.CheckLine check : one.checks()) {
      line(
          "| `%s` | %s | %s | %s | %s | [%d] |"
              .formatted(
                  check.step(),
                  escaped(check.result().name()),
                  escaped(check.result().expected()),
                  escaped(check.result().actual()),
                  check.result().verdict(),
                  check.event()));
    }
    line("");
  }

  private void said(String title, List<DeploymentRecord.Said> lines) {
    line("## %s".formatted(title));
    line("");
    if (lines.isEmpty()) {
      line("None.");
    }
    for (DeploymentRecord.Said said : lines) {
      line(
          "- %s **%s** %s [%d]"
              .formatted(time(said.at()), escaped(said.who()), escaped(said.what()), said.event()));
    }
    line("");
  }

  private void prices(DeploymentRecord one) {
    line("## What each rollback level would have cost");
    line("");
    line("| level | possible | rows lost | takes | remark |");
    line("| --- | --- | --- | --- | --- |");
    for (PricedLevel price : one.prices()) {
      line(row(price));
    }
    line("");
  }

  private static String row(PricedLevel price) {
    return "| %s | %s | %s | %s | %s |"
        .formatted(
            price.level(),
            price.possible() ? "yes" : "no",
            price.rowsLost() == null ? "unknown" : price.rowsLost().toString(),
            duration(price.takes()),
            escaped(price.remark()));
  }

  private void chain(DeploymentRecord one) {
    line("## The log");
    line("");
    line(
        "%d events; the hash chain %s; last hash `%s`."
            .formatted(
                one.chain().events(),
                one.chain().holds() ? "holds" : "**does not hold: the log was tampered with**",
                one.chain().lastHash()));
  }

  private void line(String words) {
    text.append(words).append('\n');
  }

  private static String cited(List<Long> events) {
    return events.stream().map(number -> "[" + number + "]").collect(Collectors.joining(" "));
  }

  private static String optional(@Nullable Duration duration) {
    return duration == null ? "–" : duration(duration);
  }

  static String duration(Duration duration) {
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
    return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** Nothing that somebody wrote becomes a table cell's end, a link, or HTML. */
  static String escaped(String given) {
    StringBuilder safe = new StringBuilder();
    for (int at = 0; at < given.length(); at++) {
      char one = given.charAt(at);
      switch (one) {
        case '\n', '\r' -> safe.append(' ');
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '&' -> safe.append("&amp;");
        case '|', '*', '_', '`', '[', ']', '\\', '#' -> safe.append('\\').append(one);
        default -> safe.append(one);
      }
    }
    return safe.toString();
  }
}
