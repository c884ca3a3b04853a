package io.changeover.kit.process;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Blacks out given texts, also where they stand percent-encoded as in a URL, and the password of
 * every URL: what others write may be a secret that nobody here has ever read.
 */
public final class Redaction {
  /** What stands in a secret's place. */
  public static final String BLACKED_OUT = "***";

  /**
   * Up to the last @ before the path: a password may hold some itself. Behind the first one a quote
   * ends the URL as well.
   */
  private static final Pattern PASSWORD_IN_URL =
      Pattern.compile("(://[^:/\\s]{0,200}:)[^@/\\s]{1,4000}@(?:[^/\\s\"'<>]{0,4000}@)?");

  private static final String PASSWORD_GONE = "$1" + BLACKED_OUT + "@";

  /** The most that the pattern takes, in characters. */
  private static final int LONGEST_IN_URL = 8_206;

  private static final Pattern NOTHING = Pattern.compile("(?!)");

  private final Pattern pattern;
  private final int longest;

  private Redaction(List<String> forms) {
    longest = LONGEST_IN_URL + forms.stream().mapToInt(String::length).max().orElse(0);
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

  /** What has to follow a place, in characters, so that a text to be blacked out there is whole. */
  public int longest() {
    return longest;
  }

  public String apply(String text) {
    String bare = pattern.matcher(text).replaceAll(BLACKED_OUT);
    return PASSWORD_IN_URL.matcher(bare).replaceAll(PASSWORD_GONE);
  }

  /**
   * Blacks out and then cuts, so that no part of a secret is left at the cut.
   *
   * @param text whole up to at least {@code keep + longest()} characters, if it is that long
   * @param keep how many of the text's characters count
   */
  public String applyAndCut(String text, int keep) {
    String bare = text.length() <= keep ? apply(text) : applied(text, keep);
    return bare.substring(0, Math.min(keep, bare.length()));
  }

  private String applied(String text, int keep) {
    int end = replaced(pattern, BLACKED_OUT, text, keep).length();
    String bare = replaced(pattern, BLACKED_OUT, text, keep + LONGEST_IN_URL);
    return replaced(PASSWORD_IN_URL, PASSWORD_GONE, bare, end);
  }

  /** The text up to there; what is to be replaced and begins before is replaced as a whole. */
  private static String replaced(Pattern what, String by, String text, int end) {
    Matcher found = what.matcher(text);
    var result = new StringBuilder();
    int from = 0;
    while (found.find() && found.start() < end) {
      found.appendReplacement(result, by);
      from = found.end();
    }
    return result.append(text, from, Math.max(from, Math.min(end, text.length()))).toString();
  }
}
