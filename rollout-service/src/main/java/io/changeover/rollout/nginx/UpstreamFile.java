package io.changeover.rollout.nginx;

import io.changeover.contracts.step.Instance;
import io.changeover.rollout.TrafficFront.Serving;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of the file that names who serves. It holds one {@code server ADDRESS;}, and two maps
 * that nginx's configuration sends as headers:
 *
 * <pre>
 * map "" $changeover_generation { default "7"; }
 * map "" $changeover_upstream { default "blue"; }
 * </pre>
 *
 * Everything else in it is the application's own and is kept.
 */
record UpstreamFile(String text, Serving serving) {
  private static final Pattern SERVER =
      Pattern.compile("(?m)^([^#\\n]*\\bserver\\s+)([^;\\s]+)([^;]*;)");
  private static final Pattern GENERATION = map("changeover_generation", "[0-9]{1,15}");
  private static final Pattern INSTANCE = map("changeover_upstream", "blue|green");

  private static Pattern map(String variable, String value) {
    return Pattern.compile(
        "(map\\s+\"\"\\s+\\$" + variable + "\\s*\\{\\s*default\\s+\"?)(" + value + ")(\"?\\s*;)");
  }

  /** The file, or empty when the text is not of this form. */
  static Optional<UpstreamFile> of(String text) {
    Optional<MatchResult> generation = only(GENERATION, text);
    Optional<MatchResult> instance = only(INSTANCE, text);
    return only(SERVER, text).isEmpty() || generation.isEmpty() || instance.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new UpstreamFile(
                text,
                new Serving(
                    Instance.valueOf(instance.get().group(2).toUpperCase(Locale.ROOT)),
                    Long.parseLong(generation.get().group(2)))));
  }

  /** The same file with another installation at work, one generation later. */
  UpstreamFile pointedAt(Instance instance, String address) {
    Serving next = new Serving(instance, serving.generation() + 1);
    String changed = replaced(SERVER, text, address);
    changed = replaced(GENERATION, changed, Long.toString(next.generation()));
    return new UpstreamFile(replaced(INSTANCE, changed, instance.word()), next);
  }

  private static String replaced(Pattern pattern, String text, String value) {
    return pattern.matcher(text).replaceFirst("$1" + Matcher.quoteReplacement(value) + "$3");
  }

  private static Optional<MatchResult> only(Pattern pattern, String text) {
    var found = pattern.matcher(text).results().limit(2).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }
}
