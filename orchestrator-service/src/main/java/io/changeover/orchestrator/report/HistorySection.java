package io.changeover.orchestrator.report;

import io.changeover.core.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The entry of a deployment history, and the incident report of a rollback. */
final class HistorySection {
  private static final List<String> NONE = List.of("none");

  private final StringBuilder text = new StringBuilder();

  private HistorySection() {}

  static String of(DeploymentRecord one) {
    HistorySection section = new HistorySection();
    section.entry(one);
    DeploymentRecord.Incident incident = one.incident();
    if (incident != null) {
      section.incident(incident, one);
    }
    return section.text.toString();
  }

  private void entry(DeploymentRecord one) {
    History history = one.history();
    History.Metrics metrics = history.metrics();
    line("## Deployment: %s - %s".formatted(one.version(), one.requestedAt()));
    line("");
    line("**Deployed by**: %s  ".formatted(Markdown.escaped(one.requestedBy())));
    line("**Start time**: %s  ".formatted(one.requestedAt()));
    line("**End time**: %s  ".formatted(when(one.endedAt())));
    line("**Status**: %s".formatted(one.state()));
    line("");
    list("### Changes", history.changes());
    list("### Issues", history.issues());
    list(
        "### Metrics",
        List.of(
            "Deployment time: " + Markdown.duration(metrics.deploymentTime()),
            "Downtime: " + measured(metrics.downtime()),
            "Error rate: " + percent(metrics.errorRatePercent()),
            "Response time: " + millis(metrics.responseTime())));
  }

  private void incident(DeploymentRecord.Incident incident, DeploymentRecord one) {
    line("## Incident report");
    line("");
    line("| | |");
    line("| --- | --- |");
    line("| What happened | %s |".formatted(Markdown.escaped(incident.summary())));
    line("| Cause | %s, in %s |".formatted(incident.cause(), incident.phase()));
    line("| Detected | %s |".formatted(incident.detectedAt()));
    line("| Rollback | %s |".formatted(incident.rollback()));
    line("| Restored | %s |".formatted(when(incident.restoredAt())));
    line("| Time to restore | %s |".formatted(measured(incident.timeToRestore())));
    line("| Downtime measured | %s |".formatted(measured(one.history().metrics().downtime())));
    line("| Events | %s |".formatted(incident.events()));
    line("");
    list("### Why this way back", incident.reasons());
    list("### How the result was verified", incident.verification());
    list(
        "### Left to do",
        List.of("Schedule the post-mortem.", "Repair the cause before the next attempt."));
  }

  private void list(String title, List<String> lines) {
    line(title);
    line("");
    (lines.isEmpty() ? NONE : lines).forEach(each -> line("- " + Markdown.escaped(each)));
    line("");
  }

  private static String when(@Nullable Instant time) {
    return time == null ? "not yet" : time.toString();
  }

  private static String measured(@Nullable Duration duration) {
    return duration == null ? "not measured" : Markdown.duration(duration);
  }

  private static String percent(@Nullable Double percent) {
    return percent == null ? "not measured" : String.format(Locale.ROOT, "%.2f %%", percent);
  }

  private static String millis(@Nullable Duration duration) {
    return duration == null ? "not measured" : duration.toMillis() + " ms";
  }

  private void line(String words) {
    text.append(words).append('\n');
  }
}
