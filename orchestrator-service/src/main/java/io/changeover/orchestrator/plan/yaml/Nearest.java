package io.changeover.orchestrator.plan.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Guesses which known word was meant. */
final class Nearest {
  /** Longer words are no misspelt ones. */
  private static final int LONGEST_WORD = 80;

  /** How many known words a hint lists. */
  private static final int MOST_LISTED = 30;

  private Nearest() {}

  /** The known word that takes the fewest changes, if they are few for its length. */
  static Optional<String> to(String word, Collection<String> known) {
    if (word.length() > LONGEST_WORD) {
      return Optional.empty();
    }
    return known.stream()
        .filter(
            each -> distance(word, each) <= Math.max(1, Math.max(word.length(), each.length()) / 3))
        .min(
            Comparator.comparingInt((String each) -> distance(word, each))
                .thenComparing(each -> each));
  }

  /** A hint: the word that was probably meant, or else all that there are. */
  static String hint(String word, Collection<String> known, String what) {
    return to(word, known)
        .map("Did you mean '%s'?"::formatted)
        .orElseGet(() -> what + ": " + listed(known) + ".");
  }

  static String listed(Collection<String> known) {
    if (known.isEmpty()) {
      return "none";
    }
    String some = known.stream().sorted().limit(MOST_LISTED).collect(Collectors.joining(", "));
    return known.size() > MOST_LISTED ? some + ", ..." : some;
  }

  /** How many letters to insert, delete, replace or swap with the next one; case counts little. */
  static int distance(String first, String second) {
    String one = first.toLowerCase(Locale.ROOT);
    String other = second.toLowerCase(Locale.ROOT);
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(one, other, cost, i, j);
      }
    }
    return cost[one.length()][other.length()];
  }

  private static int cheapest(String one, String other, int[][] cost, int i, int j) {
    boolean same = one.charAt(i - 1) == other.charAt(j - 1);
    int least = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1);
    least = Math.min(least, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
