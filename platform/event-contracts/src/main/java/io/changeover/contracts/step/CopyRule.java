package io.changeover.contracts.step;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of values that cannot be copied as they are. Without a rule they are refused.
 *
 * @param table as the source calls it
 * @param column as the source calls it; absent for every column of the table
 */
public record CopyRule(String table, @Nullable String column, CopyFinding finding, CopyAs as) {
  public CopyRule {
    if (!finding.remedies().contains(as)) {
      throw new IllegalArgumentException(
          "%s cannot be copied as %s, but as %s"
              .formatted(
                  finding,
                  as,
                  finding.remedies().stream()
                      .map(CopyAs::word)
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
  }
}
