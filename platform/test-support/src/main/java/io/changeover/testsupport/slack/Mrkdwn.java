package io.changeover.testsupport.slack;

import io.changeover.testsupport.web.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Slack's text format as safe HTML.
 *
 * <p>Code and links are taken out first, because nothing inside them is formatted, and put back at
 * the end. All else is escaped before any tag is added.
 */
final class Mrkdwn {
  private static final Pattern VERBATIM =
      Pattern.compile("```\\n?(.+?)\\n?```\\n?|`([^`\\n]+)`|<([^<>\\n]+)>", Pattern.DOTALL);

  private static final Pattern LINK = Pattern.compile("(https?://|mailto:).*");

  /** Private-use characters mark the place of what was taken out. */
  private static final Pattern PLACE = Pattern.compile("\uE000(\\d+)\uE001");

  private static final Pattern BOLD = span("\\*");
  private static final Pattern ITALIC = span("_");
  private static final Pattern STRIKE = span("~");
  private static final Pattern QUOTE = Pattern.compile("(?m)^&gt; ?(.*)$\\n?");

  private Mrkdwn() {}

  static String toHtml(String text) {
    List<String> taken = new ArrayList<>();
    String clean = text.replace("\uE000", "").replace("\uE001", "");
    String marked =
        VERBATIM
            .matcher(clean)
            .replaceAll(found -> {
              taken.add(verbatim(found.group(1), found.group(2), found.group(3)));
              return "\uE000" + (taken.size() - 1) + "\uE001";
            });
    String formatted = format(plain(marked));
    return PLACE
        .matcher(formatted)
        .replaceAll(found -> Matcher.quoteReplacement(taken.get(Integer.parseInt(found.group(1)))));
  }

  /** Text without any formatting, as in a header block. */
  static String plain(String text) {
    return Emoji.render(Html.escape(decoded(text)));
  }

  private static String format(String escaped) {
    String spans = BOLD.matcher(escaped).replaceAll("<strong>$1</strong>");
    spans = ITALIC.matcher(spans).replaceAll("<em>$1</em>");
    spans = STRIKE.matcher(spans).replaceAll("<del>$1</del>");
    spans = QUOTE.matcher(spans).replaceAll("<blockquote>$1</blockquote>");
    return spans.replace("\n", "<br>");
  }

  private static String verbatim(String block, String inline, String angle) {
    if (block != null) {
      return "<pre>" + Html.escape(decoded(block)) + "</pre>";
    }
    if (inline != null) {
      return "<code>" + Html.escape(decoded(inline)) + "</code>";
    }
    return angle(angle);
  }

  private static String angle(String content) {
    int bar = content.indexOf('|');
    String target = bar < 0 ? content : content.substring(0, bar);
    String label = bar < 0 ? target : content.substring(bar + 1);
    if (LINK.matcher(target).matches()) {
      return "<a rel=\"noreferrer noopener\" target=\"_blank\" href=\""
          + Html.escape(decoded(target))
          + "\">"
          + plain(label)
          + "</a>";
    }
    return "<span class=\"mention\">" + plain(mention(target, label)) + "</span>";
  }

  /** {@code <!here>}, {@code <@U1>}, {@code <#C1|name>}. */
  private static String mention(String target, String label) {
    if (target.startsWith("!")) {
      return "@" + target.substring(1);
    }
    return target.startsWith("#") ? "#" + label : label;
  }

  /** Senders escape exactly these three. */
  private static String decoded(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private static Pattern span(String mark) {
    return Pattern.compile(
        "(?<![\\w" + mark + "])" + mark + "(\\S(?:[^" + mark + "\\n]*\\S)?)" + mark + "(?!\\w)");
  }
}
