package io.changeover.migration.copy.target;

import java.util.Set;

/**
 * A column of a PostgreSQL table.
 *
 * @param type as people write it, such as numeric(10,2)
 * @param modifier the type's, as in atttypmod; -1 for none
 * @param required whether it takes no NULL
 * @param inKey whether it is in the primary key
 * @param generated whether the server computes it
 * @param filled whether a row without it gets a value: a default, an identity, or it may be NULL
 * @param labels of an enum; else empty
 */
public record TargetColumn(
    String name,
    String type,
    TypeFamily family,
    int modifier,
    boolean required,
    boolean inKey,
    boolean generated,
    boolean filled,
    Set<String> labels) {
  private static final int HEADER = 4;
  private static final int SCALE_BITS = 0x7ff;
  private static final int SCALE_SIGN = 0x400;

  public TargetColumn {
    labels = Set.copyOf(labels);
  }

  /** How many characters a varchar or char holds; the largest number for a text without limit. */
  public int characters() {
    return modifier < 0 ? Integer.MAX_VALUE : modifier - HEADER;
  }

  /** True for a numeric that keeps a fixed number of digits. */
  public boolean hasScale() {
    return modifier >= HEADER;
  }

  /** Digits in all, before and after the point. */
  public int precision() {
    return ((modifier - HEADER) >> 16) & 0xffff;
  }

  /** Digits after the point; PostgreSQL 15 keeps eleven bits with a sign. */
  public int scale() {
    int bits = (modifier - HEADER) & SCALE_BITS;
    return (bits ^ SCALE_SIGN) - SCALE_SIGN;
  }

  /** Digits of a second's fraction; 6 when the type does not say. */
  public int fraction() {
    return modifier < 0 ? 6 : modifier;
  }
}
