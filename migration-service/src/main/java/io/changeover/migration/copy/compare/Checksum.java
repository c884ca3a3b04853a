package io.changeover.migration.copy.compare;

/** How many rows, and what their fingerprints come to. */
public record Checksum(long rows, long sum, long otherSum) {
  public static final Checksum NOTHING = new Checksum(0, 0, 0);

  public Checksum plus(Checksum other) {
    return new Checksum(rows + other.rows, sum + other.sum, otherSum + other.otherSum);
  }

  @Override
  public String toString() {
    return "%d rows, %016x%016x".formatted(rows, sum, otherSum);
  }
}
