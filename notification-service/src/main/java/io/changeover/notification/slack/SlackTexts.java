package io.changeover.notification.slack;

import io.changeover.contracts.DeploymentId;
import io.changeover.notification.LinkSettings;
import io.changeover.notification.notice.NextStep;
import io.changeover.notification.notice.Notice;
import io.changeover.notification.notice.PhaseLines;
import io.changeover.notification.notice.Wording;
import io.changeover.notification.view.DeploymentView;
import io.changeover.notification.view.Origin;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Messages as Slack shows them. */
@Component
class SlackTexts {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final LinkSettings links;

  SlackTexts(LinkSettings links) {
    this.links = links;
  }

  /** The deployment's own message: what it is, how it stands, what is needed. */
  ObjectNode status(DeploymentView view, Origin origin) {
    String how =
        "%s %s: %s".formatted(view.standing().sign(), origin.title(), view.standing().words());
    List<String> next = NextStep.of(view);
    return new BlockKit(Mrkdwn.escape(how))
        .header(how)
        .fields(facts(view, origin))
        .section(Mrkdwn.lines(PhaseLines.of(view), BlockKit.LONGEST_TEXT))
        .section(trouble(view))
        .section(view.summary().isBlank() ? "" : Mrkdwn.escape(view.summary()))
        .section(next.isEmpty() ? "" : next(view, next))
        .context(footer(view.id()))
        .build();
  }

  private static List<String> facts(DeploymentView view, Origin origin) {
    List<String> fields = new ArrayList<>();
    fields.add(field("Targets", String.join(", ", origin.targets())));
    fields.add(
        field("Started", "%s by %s".formatted(TIME.format(origin.at()), origin.by().name())));
    if (view.endedAt() != null) {
      fields.add(field("Took", Wording.between(origin.at(), view.endedAt())));
    }
    if (!origin.reason().isBlank()) {
      fields.add(field("Why", origin.reason()));
    }
    return fields;
  }

  private static String field(String name, String value) {
    return Mrkdwn.bold(name) + "\n" + Mrkdwn.escape(value);
  }

  private static String trouble(DeploymentView view) {
    boolean matters =
        switch (view.standing()) {
          case ASSESSING, ROLLING_BACK, NEEDS_HUMAN, ROLLED_BACK, FAILED -> true;
          case RUNNING, ABORTING, SUCCEEDED, REJECTED, ABORTED -> false;
        };
    if (view.trouble() == null || !matters) {
      return "";
    }
    List<String> lines = new ArrayList<>(List.of(view.trouble().what()));
    view.trouble().findings().stream().map(finding -> "• " + finding).forEach(lines::add);
    return "*What went wrong*\n" + Mrkdwn.lines(lines, BlockKit.LONGEST_TEXT / 2);
  }

  private static String next(DeploymentView view, List<String> next) {
    String heading = view.tasks().isEmpty() ? "*Next*" : "✋ *Needed now*";
    return heading + "\n" + Mrkdwn.lines(next, BlockKit.LONGEST_TEXT / 2);
  }

  /** A message in the thread: its first line says it, the rest explains. */
  ObjectNode reply(DeploymentId deployment, Notice notice, boolean broadcast) {
    BlockKit message =
        new BlockKit(fallback(notice)).section(heading(notice)).section(body(notice));
    return broadcast ? message.context(standalone(deployment, notice)).build() : message.build();
  }

  /** A message that stands by itself, for people who do not follow the deployment's channel. */
  ObjectNode alone(DeploymentId deployment, Notice notice) {
    return new BlockKit(fallback(notice))
        .section(heading(notice))
        .section(Mrkdwn.bold(notice.title()))
        .section(body(notice))
        .context(Mrkdwn.escape(who(notice)))
        .context(footer(deployment))
        .build();
  }

  /** The facts that the title does not tell, in one line. */
  private static String who(Notice notice) {
    return notice.facts().stream()
        .filter(fact -> !notice.title().contains(fact.value()))
        .map(fact -> fact.name() + " " + fact.value())
        .collect(Collectors.joining(" · "));
  }

  private static String fallback(Notice notice) {
    return Mrkdwn.escape(
        "%s %s: %s".formatted(notice.tone().sign(), notice.title(), notice.headline()));
  }

  private static String heading(Notice notice) {
    return notice.tone().sign() + " " + Mrkdwn.bold(notice.headline());
  }

  private static String body(Notice notice) {
    List<String> lines = new ArrayList<>(notice.lines());
    notice.next().stream().map(SlackTexts::arrow).forEach(lines::add);
    return Mrkdwn.lines(lines, BlockKit.LONGEST_TEXT);
  }

  private static String arrow(String line) {
    return line.startsWith("•") ? line : "→ " + line;
  }

  private String standalone(DeploymentId deployment, Notice notice) {
    return Wording.dotted(Mrkdwn.escape(notice.title()), link(deployment));
  }

  private String footer(DeploymentId deployment) {
    return Wording.dotted(link(deployment), "`" + Mrkdwn.escape(deployment.value()) + "`");
  }

  private String link(DeploymentId deployment) {
    return links.page(deployment).map(page -> Mrkdwn.link(page, "Open the deployment")).orElse("");
  }
}
