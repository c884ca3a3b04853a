package io.changeover.testsupport.slack;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Emoji short codes; one that is not known stays as it was written, as in Slack. */
final class Emoji {
  private static final Pattern SHORT_CODE = Pattern.compile(":([a-z0-9_+-]+):");

  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("white_check_mark", "✅"),
          Map.entry("heavy_check_mark", "✔️"),
          Map.entry("x", "❌"),
          Map.entry("warning", "⚠️"),
          Map.entry("rotating_light", "🚨"),
          Map.entry("rocket", "🚀"),
          Map.entry("tada", "🎉"),
          Map.entry("hourglass", "⌛"),
          Map.entry("hourglass_flowing_sand", "⏳"),
          Map.entry("stopwatch", "⏱️"),
          Map.entry("clock1", "🕐"),
          Map.entry("rewind", "⏪"),
          Map.entry("leftwards_arrow_with_hook", "↩️"),
          Map.entry("arrows_counterclockwise", "🔄"),
          Map.entry("arrow_right", "➡️"),
          Map.entry("arrow_forward", "▶️"),
          Map.entry("double_vertical_bar", "⏸️"),
          Map.entry("pause_button", "⏸️"),
          Map.entry("octagonal_sign", "🛑"),
          Map.entry("no_entry", "⛔"),
          Map.entry("no_entry_sign", "🚫"),
          Map.entry("raised_hand", "✋"),
          Map.entry("bust_in_silhouette", "👤"),
          Map.entry("memo", "📝"),
          Map.entry("mag", "🔍"),
          Map.entry("eyes", "👀"),
          Map.entry("floppy_disk", "💾"),
          Map.entry("package", "📦"),
          Map.entry("lock", "🔒"),
          Map.entry("bell", "🔔"),
          Map.entry("speech_balloon", "💬"),
          Map.entry("sos", "🆘"),
          Map.entry("gear", "⚙️"),
          Map.entry("hammer_and_wrench", "🛠️"),
          Map.entry("chart_with_upwards_trend", "📈"),
          Map.entry("large_green_circle", "🟢"),
          Map.entry("large_yellow_circle", "🟡"),
          Map.entry("large_blue_circle", "🔵"),
          Map.entry("red_circle", "🔴"),
          Map.entry("white_circle", "⚪"),
          Map.entry("ship", "🚢"),
          Map.entry("elephant", "🐘"),
          Map.entry("thumbsup", "👍"),
          Map.entry("+1", "👍"),
          Map.entry("wave", "👋"));

  private Emoji() {}

  static String render(String text) {
    return SHORT_CODE
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(KNOWN.getOrDefault(found.group(1), found.group())));
  }
}
