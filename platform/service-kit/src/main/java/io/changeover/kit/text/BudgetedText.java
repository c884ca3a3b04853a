package io.changeover.kit.text;

import java.time.Duration;

/**
 * A text that stops being readable when the time is over or the thread is interrupted: the only way
 * to end a regular expression that tries exponentially many ways to match.
 */
public record BudgetedText(CharSequence text, Budget budget) implements CharSequence {
  /** Time for all lines together. */
  public static final class Budget {
    /** Looking at the clock for each character would cost more than matching. */
    private static final int BETWEEN_LOOKS = 4_096;

    private final long end;
    private int reads;

    /** A budget that begins now. */
    public Budget(Duration time) {
      this.end = System.nanoTime() + time.toNanos();
    }

    private void spend() {
      if (++reads % BETWEEN_LOOKS == 0
          && (Thread.currentThread().isInterrupted() || System.nanoTime() - end > 0)) {
        throw new Spent();
      }
    }
  }

  /** The time is over, or the thread was interrupted. */
  public static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public char charAt(int index) {
    budget.spend();
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new BudgetedText(text.subSequence(start, end), budget);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
