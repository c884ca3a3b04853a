package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Set;

/**
 * Why a value cannot be copied as it is. SQLite stores any value in any column; the target's types
 * do not.
 */
public enum CopyFinding {
  /** Text that is no number, in a column of numbers. */
  TEXT_IN_NUMBER("text-in-number", CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** A number that is stored as text, in a column of numbers. */
  NUMBER_AS_TEXT("number-as-text", CopyAs.CONVERTED, CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** A floating-point number in a column of whole numbers; only one without fraction converts. */
  REAL_IN_INTEGER("real-in-integer", CopyAs.CONVERTED, CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** Larger or smaller than the target's type can hold. */
  OUT_OF_RANGE("out-of-range", CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** More digits than the target's type keeps. */
  TOO_PRECISE("too-precise", CopyAs.SHORTENED, CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** An empty text in a column of dates or times. */
  EMPTY_DATE("empty-date", CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** A date whose year has two digits. */
  TWO_DIGIT_YEAR("two-digit-year", CopyAs.IN_1900S, CopyAs.IN_2000S, CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** A date as in 2025/1/5 or 20250105. */
  OTHER_DATE_FORM("other-date-form", CopyAs.CONVERTED, CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** A date without time in a column of timestamps; midnight when converted. */
  DATE_WITHOUT_TIME("date-without-time", CopyAs.CONVERTED, CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** A timestamp without zone in a column with zone; UTC when converted. */
  TIME_WITHOUT_ZONE("time-without-zone", CopyAs.CONVERTED, CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** A number in a column of dates or timestamps. */
  NUMBER_IN_DATE(
      "number-in-date",
      CopyAs.UNIX_SECONDS,
      CopyAs.UNIX_MILLISECONDS,
      CopyAs.NULL,
      CopyAs.LEAVE_OUT),

  /** A number in a column of texts. */
  NUMBER_IN_TEXT("number-in-text", CopyAs.CONVERTED, CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** A NUL byte in a text; it is removed when converted. */
  NUL_BYTE("nul-byte", CopyAs.CONVERTED, CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** Bytes that are no UTF-8 in a text; U+FFFD takes their place when converted. */
  INVALID_UTF_8("invalid-utf-8", CopyAs.CONVERTED, CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** More characters than the target's type holds. */
  TOO_LONG("too-long", CopyAs.SHORTENED, CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** true, false, yes, no, on, off, t, f, y or n as text, in a column of booleans. */
  BOOLEAN_AS_WORD("boolean-as-word", CopyAs.CONVERTED, CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** A blob in a column that holds none; its bytes are the text when converted. */
  BLOB_IN_TEXT("blob-in-text", CopyAs.CONVERTED, CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** A text in a column of blobs; its UTF-8 bytes when converted. */
  TEXT_IN_BLOB("text-in-blob", CopyAs.CONVERTED, CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** NULL in a column of the primary key. */
  NULL_IN_KEY("null-in-key", CopyAs.LEAVE_OUT),

  /** NULL in another column that must hold something. */
  NULL_IN_REQUIRED("null-in-required", CopyAs.LEAVE_OUT),

  /** A reference to a row that is not there. */
  BROKEN_REFERENCE("broken-reference", CopyAs.NULL, CopyAs.LEAVE_OUT),

  /** Anything else that the target's type does not take. */
  WRONG_FORM("wrong-form", CopyAs.NULL, CopyAs.LEAVE_OUT);

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
  private final Set<CopyAs> remedies;

  CopyFinding(String word, CopyAs... remedies) {
    this.word = word;
    this.remedies = Set.of(remedies);
  }

  /** What a rule may make of it. */
  public Set<CopyAs> remedies() {
    return remedies;
  }

  /** The word for it in plans, REST, events and pages. */
  @JsonValue
  public String word() {
    return word;
  }

  @Override
  public String toString() {
    return word;
  }
}
