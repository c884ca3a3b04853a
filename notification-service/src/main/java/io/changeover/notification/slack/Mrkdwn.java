package io.changeover.notification.slack;

import java.util.Collection;

/** Slack's text format. */
final class Mrkdwn {
  private static final String MORE = "…";

  private Mrkdwn() {}

  /** Plain text as it is to appear: no mention, no link, no channel-wide call comes out of it. */
  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static String bold(String text) {
    return "*" + escape(text).replace("*", "∗").replace('\n', ' ') + "*";
  }

  static String link(String address, String words) {
    return "<%s|%s>".formatted(escape(address).replace("|", "%7C"), escape(words));
  }

  /** Lines below each other, each escaped; those that do not fit are left out, and that is said. */
  static String lines(Collection<String> lines, int longest) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      String next = (text.isEmpty() ? "" : "\n") + escape(line);
      if (text.length() + next.length() > longest - 1) {
        return text.append(cut(next, longest - text.length())).toString();
      }
      text.append(next);
    }
    return text.toString();
  }

  /** At most so many characters of escaped text, never half an entity or half a character. */
  static String cut(String escaped, int longest) {
    if (escaped.length() <= longest) {
      return escaped;
    }
    int end = Math.max(0, longest - MORE.length());
    int entity = escaped.lastIndexOf('&', end - 1);
    if (entity >= 0 && escaped.indexOf(';', entity) >= end) {
      end = entity;
    }
    if (end > 0 && Character.isHighSurrogate(escaped.charAt(end - 1))) {
      end--;
    }
    return escaped.substring(0, end) + MORE;
  }
}
