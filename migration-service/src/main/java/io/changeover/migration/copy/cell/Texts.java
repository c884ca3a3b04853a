package io.changeover.migration.copy.cell;

import io.changeover.contracts.step.CopyFinding;
import io.changeover.kit.sqlite.Row;
import io.changeover.kit.sqlite.SqliteStatement;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a text is that stands where something else belongs. */
final class Texts {
  /** A longer text is no number, for people or programs. */
  private static final int LONGEST_NUMBER = 400;

  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?\\s*");

  private static final Map<String, Boolean> WORDS =
      Map.of(
          "true", true, "t", true, "yes", true, "y", true, "on", true, "false", false, "f", false,
          "no", false, "n", false, "off", false);

  private Texts() {}

  /** A text as it stands there. */
  static String of(Row row, int column, int type) {
    long from = row.bytes(column, type);
    byte[] bytes = new byte[row.length(column)];
    SqliteStatement.copy(from, bytes, 0, bytes.length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The bytes of a text or blob. */
  static byte[] bytes(Row row, int column, int type) {
    long from = row.bytes(column, type);
    byte[] bytes = new byte[row.length(column)];
    SqliteStatement.copy(from, bytes, 0, bytes.length);
    return bytes;
  }

  static CopyFinding insteadOfNumber(Row row, int column, int type) {
    if (type == Row.BLOB) {
      return CopyFinding.WRONG_FORM;
    }
    row.bytes(column, type);
    return row.length(column) <= LONGEST_NUMBER && isNumber(of(row, column, type))
        ? CopyFinding.NUMBER_AS_TEXT
        : CopyFinding.TEXT_IN_NUMBER;
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  static CopyFinding insteadOfBoolean(Row row, int column) {
    row.bytes(column, Row.TEXT);
    if (row.length(column) > LONGEST_NUMBER) {
      return CopyFinding.WRONG_FORM;
    }
    String text = of(row, column, Row.TEXT);
    if (truth(text).isPresent()) {
      return CopyFinding.BOOLEAN_AS_WORD;
    }
    return isNumber(text) ? CopyFinding.NUMBER_AS_TEXT : CopyFinding.WRONG_FORM;
  }

  /** What a word says, if it is one of those that are known. */
  static Optional<Boolean> truth(String text) {
    return Optional.ofNullable(WORDS.get(text.strip().toLowerCase(Locale.ROOT)));
  }
}
