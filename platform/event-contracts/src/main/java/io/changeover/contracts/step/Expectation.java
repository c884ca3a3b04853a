package io.changeover.contracts.step;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a query is expected to answer; exactly one of the components is given.
 *
 * @param rows how many rows
 * @param value the only column of the only row, compared as text
 * @param atLeast the least value of the only column of the only row
 * @param atMost the greatest value of the only column of the only row
 */
public record Expectation(
    @Nullable Long rows, @Nullable String value, @Nullable Long atLeast, @Nullable Long atMost) {
  public Expectation {
    if (Stream.of(rows == null, value == null, atLeast == null, atMost == null)
            .filter(absent -> !absent)
            .count()
        != 1) {
      throw new IllegalArgumentException("expect holds one of rows, value, atLeast, atMost");
    }
  }

  /** Whether a number is expected, and not a text or rows. */
  boolean isOfNumber() {
    return atLeast != null || atMost != null;
  }
}
