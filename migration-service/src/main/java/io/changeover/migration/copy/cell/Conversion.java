package io.changeover.migration.copy.cell;

import io.changeover.contracts.step.CopyAs;
import io.changeover.contracts.step.CopyFinding;
import io.changeover.kit.sqlite.Row;
import io.changeover.migration.copy.target.TargetColumn;
import io.changeover.migration.copy.target.TypeFamily;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a rule makes of a value. */
record Conversion(TargetColumn target) {
  private static final double LARGEST_LONG = 0x1p63;

  /** A Long, Double, String or byte[]; empty when the rule does not help here. */
  Optional<Object> of(CopyFinding finding, CopyAs as, Row row, int column, int type) {
    return switch (finding) {
      case NUMBER_AS_TEXT -> number(Texts.of(row, column, type));
      case REAL_IN_INTEGER -> whole(row.real(column));
      case TOO_PRECISE -> shortened(row, column, type);
      case TOO_LONG -> Optional.of(cut(Texts.of(row, column, type)));
      case BOOLEAN_AS_WORD ->
          Texts.truth(Texts.of(row, column, type)).map(truth -> truth ? 1L : 0L);
      case NUL_BYTE -> Optional.of(Texts.of(row, column, type).replace("\0", ""));
      case INVALID_UTF_8 -> Optional.of(Texts.of(row, column, type));
      case BLOB_IN_TEXT -> decoded(Texts.bytes(row, column, type));
      case TEXT_IN_BLOB -> Optional.of(Texts.bytes(row, column, type));
      case NUMBER_IN_TEXT ->
          Optional.of(
              type == Row.INTEGER
                  ? Long.toString(row.integer(column))
                  : new BigDecimal(Double.toString(row.real(column))).toPlainString());
      case TWO_DIGIT_YEAR, OTHER_DATE_FORM, DATE_WITHOUT_TIME, TIME_WITHOUT_ZONE ->
          DateForms.of(finding, as, Texts.of(row, column, type), target.family());
      case NUMBER_IN_DATE ->
          DateForms.ofNumber(
              as, type == Row.INTEGER ? row.integer(column) : row.real(column), target.family());
      case TEXT_IN_NUMBER,
          OUT_OF_RANGE,
          EMPTY_DATE,
          NULL_IN_KEY,
          NULL_IN_REQUIRED,
          BROKEN_REFERENCE,
          WRONG_FORM ->
          Optional.empty();
    };
  }

  private Optional<Object> number(String text) {
    BigDecimal value = new BigDecimal(text.strip());
    if (target.family() == TypeFamily.NUMERIC) {
      return Optional.of(value.toPlainString());
    }
    try {
      return Optional.of(value.longValueExact());
    } catch (ArithmeticException fractionOrTooLarge) {
      return real(value);
    }
  }

  /** Empty for what would become infinite, or nothing at all. */
  private static Optional<Object> real(BigDecimal value) {
    double real = value.doubleValue();
    boolean lost = Double.isInfinite(real) || (real == 0 && value.signum() != 0);
    return lost ? Optional.empty() : Optional.of(real);
  }

  private static Optional<Object> whole(double real) {
    boolean fits = real == Math.rint(real) && Math.abs(real) < LARGEST_LONG;
    return fits ? Optional.of((long) real) : Optional.empty();
  }

  private Optional<Object> shortened(Row row, int column, int type) {
    return switch (target.family()) {
      case NUMERIC -> Optional.of(decimal(row, column, type).toPlainString());
      case REAL ->
          Optional.of(
              (double) (float) (type == Row.INTEGER ? row.integer(column) : row.real(column)));
      case DOUBLE -> Optional.of((double) row.integer(column));
      default -> Optional.of(DateForms.shortened(Texts.of(row, column, type), target.fraction()));
    };
  }

  private BigDecimal decimal(Row row, int column, int type) {
    BigDecimal value =
        switch (type) {
          case Row.INTEGER -> BigDecimal.valueOf(row.integer(column));
          case Row.REAL -> new BigDecimal(Double.toString(row.real(column)));
          default -> new BigDecimal(Texts.of(row, column, type).strip());
        };
    return value.setScale(target.scale(), RoundingMode.HALF_UP);
  }

  private String cut(String text) {
    int most = target.characters();
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }

  private static Optional<Object> decoded(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException noText) {
      return Optional.empty();
    }
  }
}
