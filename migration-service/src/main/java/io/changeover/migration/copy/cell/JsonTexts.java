package io.changeover.migration.copy.cell;

import io.changeover.kit.sqlite.Row;
import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Looks whether a text is JSON as PostgreSQL takes it, without a tree of it. */
public final class JsonTexts {
  /** Digits before the point that numeric holds, as which jsonb keeps its numbers. */
  private static final int MOST_BEFORE = 131_072;

  /** Digits behind the point that numeric holds. */
  private static final int MOST_BEHIND = 16_383;

  /** The value is in memory already: only its depth may do harm. */
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNumberLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .build();

  private static final JsonMapper ANY = mapper(false);
  private static final JsonMapper EACH_NAME_ONCE = mapper(true);

  private JsonTexts() {}

  private static JsonMapper mapper(boolean eachNameOnce) {
    return new JsonMapper(
        JsonFactory.builder()
            .streamReadConstraints(LIMITS)
            .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, eachNameOnce)
            .build());
  }

  /** Whether jsonb takes the text in a cell, and keeps all that it says. */
  public static boolean isJsonb(Row row, int column) {
    return isJsonb(Texts.of(row, column, Row.TEXT));
  }

  /** Whether json takes it, which keeps the text: it may say anything. */
  static boolean isJson(String text) {
    return isOneValue(text, ANY, false);
  }

  /**
   * Whether jsonb takes it and keeps all that it says: of a name that stands there twice the server
   * would keep the last value only.
   */
  static boolean isJsonb(String text) {
    return isOneValue(text, EACH_NAME_ONCE, true);
  }

  private static boolean isOneValue(String text, JsonMapper mapper, boolean kept) {
    try (JsonParser parser = mapper.createParser(text)) {
      int values = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (kept && !isKept(parser, token)) {
          return false;
        }
        if (parser.streamReadContext().inRoot()) {
          values++;
        }
      }
      return values == 1;
    } catch (JacksonException notJson) {
      return false;
    }
  }

  private static boolean isKept(JsonParser parser, JsonToken token) {
    return switch (token) {
      case PROPERTY_NAME, VALUE_STRING -> isText(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> isNumeric(parser.getString());
      default -> true;
    };
  }

  /** No zero and no half of a pair, as only escapes can say them. */
  private static boolean isText(String text) {
    return text.indexOf(0) < 0
        && text.codePoints().noneMatch(point -> point >= 0xd800 && point <= 0xdfff);
  }

  private static boolean isNumeric(String number) {
    if (number.length() <= MOST_BEHIND && number.indexOf('e') < 0 && number.indexOf('E') < 0) {
      return true;
    }
    try {
      BigDecimal value = new BigDecimal(number);
      return value.scale() <= MOST_BEHIND
          && (long) value.precision() - value.scale() <= MOST_BEFORE;
    } catch (NumberFormatException exponentOutOfAnyRange) {
      return false;
    }
  }
}
