package io.changeover.testsupport.slack;

import io.changeover.testsupport.web.Html;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** One message as HTML, with its thread below it. */
final class MessageView {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final Pattern COLOR = Pattern.compile("#?[0-9a-fA-F]{6}");
  private static final int EXCERPT = 80;

  private final ZoneId zone;
  private final List<SlackMessage> all;

  MessageView(ZoneId zone, List<SlackMessage> all) {
    this.zone = zone;
    this.all = all;
  }

  String channelHtml() {
    StringBuilder html = new StringBuilder();
    all.stream()
        .filter(SlackMessage::isInChannel)
        .forEach(message -> html.append(inChannel(message)));
    return html.toString();
  }

  private String inChannel(SlackMessage message) {
    return message.isReply() ? broadcast(message) : message(message, "", thread(message));
  }

  private String broadcast(SlackMessage reply) {
    String parent =
        all.stream()
            .filter(message -> Optional.of(message.ts()).equals(reply.threadTs()))
            .findFirst()
            .map(SlackMessage::text)
            .orElse("a thread");
    String line =
        "<div class=\"origin\">replied to a thread: <a href=\"#m"
            + reply.threadTs().orElseThrow()
            + "\">"
            + Mrkdwn.plain(excerpt(parent))
            + "</a></div>";
    return message(reply, line, "");
  }

  private String thread(SlackMessage root) {
    List<SlackMessage> replies =
        all.stream().filter(reply -> reply.threadTs().equals(Optional.of(root.ts()))).toList();
    if (replies.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<details class=\"thread\" open><summary>");
    html.append(replies.size() == 1 ? "1 reply" : replies.size() + " replies");
    html.append("</summary>");
    for (SlackMessage reply : replies) {
      String note = reply.broadcast() ? "<div class=\"origin\">also sent to the channel</div>" : "";
      html.append(message(reply, note, ""));
    }
    return html.append("</details>").toString();
  }

  private String message(SlackMessage message, String before, String after) {
    String name = message.content().path("username").asString("Changeover");
    String anchor = before.startsWith("<div class=\"origin\">also") ? "r" : "m";
    return "<article id=\""
        + anchor
        + message.ts()
        + "\"><div class=\"avatar\" aria-hidden=\"true\">"
        + avatar(message, name)
        + "</div><div class=\"body\">"
        + before
        + "<div class=\"who\"><b>"
        + Html.escape(name)
        + "</b><span class=\"app\">APP</span><time>"
        + time(message.ts())
        + "</time></div><div class=\"content\">"
        + content(message)
        + edited(message)
        + "</div>"
        + after
        + "</div></article>";
  }

  private static String avatar(SlackMessage message, String name) {
    String icon = message.content().path("icon_emoji").asString("");
    return icon.isEmpty()
        ? Html.escape(name.substring(0, Math.min(1, name.length())))
        : Mrkdwn.plain(icon);
  }

  private static String content(SlackMessage message) {
    String main =
        message.blocks().isEmpty()
            ? Mrkdwn.toHtml(message.text())
            : Blocks.toHtml(message.blocks());
    StringBuilder html = new StringBuilder(main);
    for (JsonNode attachment : message.content().path("attachments")) {
      html.append(attachment(attachment));
    }
    return html.toString();
  }

  /** Styles in attributes are forbidden on this page: the colour becomes one of a few classes. */
  private static String attachment(JsonNode attachment) {
    String color = attachment.path("color").asString("");
    String inner =
        attachment.path("blocks").isEmpty()
            ? Mrkdwn.toHtml(
                attachment.path("text").asString(attachment.path("fallback").asString("")))
            : Blocks.toHtml(attachment.path("blocks"));
    return "<div class=\"attachment " + tone(color) + "\">" + inner + "</div>";
  }

  private static String tone(String color) {
    return switch (color) {
      case "good", "warning", "danger" -> color;
      default -> COLOR.matcher(color).matches() ? nearest(color) : "neutral";
    };
  }

  private static String nearest(String color) {
    int rgb = Integer.parseInt(color.replace("#", ""), 16);
    int red = rgb >> 16 & 0xff;
    int green = rgb >> 8 & 0xff;
    int blue = rgb & 0xff;
    if (blue > red && blue > green) {
      return "neutral";
    }
    if (Math.abs(red - green) < 90 && red > 150) {
      return "warning";
    }
    return red > green ? "danger" : "good";
  }

  private static String edited(SlackMessage message) {
    return message.editedTs().isPresent() ? "<span class=\"edited\">(edited)</span>" : "";
  }

  private String time(String ts) {
    long seconds = Long.parseLong(ts.substring(0, ts.indexOf('.')));
    return TIME.format(Instant.ofEpochSecond(seconds).atZone(zone));
  }

  private static String excerpt(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
  }
}
