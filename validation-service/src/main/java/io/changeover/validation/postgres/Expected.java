package io.changeover.validation.postgres;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.step.Expectation;
import java.math.BigDecimal;
import java.util.Optional;

/** An expectation, held against an answer, or against what it has grown by. */
record Expected(Expectation expectation, Growth growth) {
  Expected(Expectation expectation) {
    this(expectation, new Growth(null, null));
  }

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
    return value != null
        ? value.equals(single)
        : number(sample).map(growth::of).filter(this::isWithin).isPresent();
  }

  private boolean isWithin(BigDecimal number) {
    Long atLeast = expectation.atLeast();
    Long atMost = expectation.atMost();
    return (atLeast == null || number.compareTo(BigDecimal.valueOf(atLeast)) >= 0)
        && (atMost == null || number.compareTo(BigDecimal.valueOf(atMost)) <= 0);
  }

  /** The number, for steps that ask for it again; nothing where no number is expected. */
  Evidence evidence(RowSample sample) {
    boolean ofNumber = expectation.atLeast() != null || expectation.atMost() != null;
    return number(sample)
        .filter(_ -> ofNumber && growth.baseline() == null)
        .<Evidence>map(Evidence.Counted::new)
        .orElseGet(Evidence.None::new);
  }

  String described(RowSample sample) {
    return sample + number(sample).map(growth::seen).orElse("");
  }

  private static Optional<BigDecimal> number(RowSample sample) {
    String single = sample.single();
    if (!sample.isSingleValue() || single == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(single.strip()));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
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
    String number =
        expectation.atLeast() != null
            ? "at least " + expectation.atLeast()
            : "at most " + expectation.atMost();
    return number + growth.expected();
  }
}
