package io.changeover.validation.postgres;

import io.changeover.contracts.step.Expectation;
import java.math.BigDecimal;

/** An expectation, held against an answer. */
record Expected(Expectation expectation) {
  /** How many rows are read at least, to show some of them. */
  private static final long SHOWN = 100;

  /** After this many rows it is clear what the answer is. */
  long rowsNeeded() {
    Long rows = expectation.rows();
    return rows == null ? SHOWN : Math.max(rows, SHOWN);
  }

  boolean isMetBy(RowSample sample) {
    Long rows = expectation.rows();
    if (rows != null) {
      return sample.complete() && sample.count() == rows;
    }
    String single = sample.single();
    if (!sample.isSingleValue() || single == null) {
      return false;
    }
    String value = expectation.value();
    return value != null ? value.equals(single) : isWithin(single);
  }

  private boolean isWithin(String single) {
    try {
      BigDecimal number = new BigDecimal(single.strip());
      Long atLeast = expectation.atLeast();
      Long atMost = expectation.atMost();
      return (atLeast == null || number.compareTo(BigDecimal.valueOf(atLeast)) >= 0)
          && (atMost == null || number.compareTo(BigDecimal.valueOf(atMost)) <= 0);
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }

  @Override
  public String toString() {
    if (expectation.rows() != null) {
      return expectation.rows() + (expectation.rows() == 1 ? " row" : " rows");
    }
    if (expectation.value() != null) {
      return expectation.value();
    }
    return expectation.atLeast() != null
        ? "at least " + expectation.atLeast()
        : "at most " + expectation.atMost();
  }
}
