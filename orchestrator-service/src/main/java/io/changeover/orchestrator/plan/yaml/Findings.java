package io.changeover.orchestrator.plan.yaml;

import io.changeover.orchestrator.plan.Finding;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with one file. */
final class Findings {
  /** More findings than this help nobody: the rest are left out. */
  static final int MOST = 100;

  /** How much of a value or a message is shown, in characters. */
  static final int LONGEST_TEXT = 400;

  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparingInt(Finding::line)
          .thenComparingInt(Finding::column)
          .thenComparing(Finding::code)
          .thenComparing(Finding::message);

  private final String file;
  private final Set<Finding> found = new LinkedHashSet<>();

  Findings(String file) {
    this.file = file;
  }

  void add(Place place, String code, String message, String hint) {
    found.add(
        new Finding(file, place.line(), place.column(), code, shortened(message), shortened(hint)));
  }

  boolean any() {
    return !found.isEmpty();
  }

  /** All findings in the order of the file. */
  List<Finding> inOrder() {
    return found.stream().sorted(BY_PLACE).limit(MOST).toList();
  }

  private static String shortened(String text) {
    return shortened(text, LONGEST_TEXT);
  }

  /** A text in one line, cut to a length. */
  static String shortened(String text, int longest) {
    String cut = text.length() <= longest ? text : text.substring(0, longest) + "...";
    return cut.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?").strip();
  }
}
