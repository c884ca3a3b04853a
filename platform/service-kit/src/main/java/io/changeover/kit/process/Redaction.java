package io.changeover.kit.process;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Blacks out given texts, also where they stand percent-encoded as in a URL. */
public final class Redaction {
  /** What stands in a secret's place. */
  public static final String BLACKED_OUT = "***";

  private static final Pattern NOTHING = Pattern.compile("(?!)");

  private final Pattern pattern;
  private final int longest;

  private Redaction(List<String> forms) {
    longest = forms.stream().mapToInt(String::length).max().orElse(0);
    pattern =
        forms.isEmpty()
            ? NOTHING
            : Pattern.compile(forms.stream().map(Pattern::quote).collect(Collectors.joining("|")));
  }

  /** Blacks out the secrets; an empty one is none, and one of several lines counts line by line. */
  public static Redaction of(List<String> secrets) {
    return new Redaction(
        secrets.stream()
            .flatMap(String::lines)
            .flatMap(Redaction::forms)
            .filter(form -> !form.isBlank())
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  private static Stream<String> forms(String secret) {
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    return Stream.of(secret, encoded, encoded.replace("+", "%20"));
  }

  /** How many characters the longest text to be blacked out has; 0 when there is none. */
  public int longest() {
    return longest;
  }

  public String apply(String text) {
    return pattern.matcher(text).replaceAll(BLACKED_OUT);
  }

  /**
   * Blacks out and then cuts, so that no part of a secret is left at the cut.
   *
   * @param text whole up to at least {@code keep + longest()} characters, if it is that long
   * @param keep how many of the text's characters count
   */
  public String applyAndCut(String text, int keep) {
    var found = pattern.matcher(text);
    var result = new StringBuilder();
    int from = 0;
    while (found.find() && found.start() < keep) {
      result.append(text, from, found.start()).append(BLACKED_OUT);
      from = found.end();
    }
    return result
        .append(text, Math.min(from, text.length()), Math.max(from, Math.min(keep, text.length())))
        .toString();
  }
}
