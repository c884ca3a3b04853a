package io.changeover.migration.command;

import io.changeover.contracts.step.ExpectedOutput;
import io.changeover.kit.text.BudgetedText;
import io.changeover.kit.text.BudgetedText.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Listens to a program for what it must say. Lines come from a thread of its own. */
final class Said {
  /** For all lines together; a regular expression may try exponentially many ways to match. */
  static final Duration LONGEST_MATCHING = Duration.ofSeconds(10);

  private final @Nullable String text;
  private final @Nullable Pattern pattern;
  private final Budget budget;
  private boolean textHeard;
  private boolean patternHeard;
  private boolean tooExpensive;

  Said(@Nullable ExpectedOutput expected) {
    this(expected, LONGEST_MATCHING);
  }

  Said(@Nullable ExpectedOutput expected, Duration longest) {
    this.budget = new Budget(longest);
    this.text = expected == null ? null : expected.contains();
    String expression = expected == null ? null : expected.matches();
    this.pattern = expression == null ? null : Pattern.compile(expression);
  }

  synchronized void line(String line) {
    textHeard |= text != null && line.contains(text);
    if (pattern != null && !patternHeard && !tooExpensive) {
      try {
        patternHeard = pattern.matcher(new BudgetedText(line, budget)).find();
      } catch (BudgetedText.Spent | StackOverflowError tooMuch) {
        tooExpensive = true;
      }
    }
  }

  /** What was not said; empty when all was. */
  synchronized List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (text != null && !textHeard) {
      missing.add("a line with '%s'".formatted(text));
    }
    if (pattern != null && !patternHeard) {
      missing.add(
          "a line that matches '%s'%s"
              .formatted(pattern, tooExpensive ? ", which took too long to look for" : ""));
    }
    return missing;
  }
}
