package io.changeover.migration.copy.compare;

import io.changeover.contracts.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** One form for values that each side writes in its own way. */
final class Plain {
  /** A longer text or blob is compared by its SHA-256. */
  static final int LONGEST = 64 * 1024;

  /** From here PostgreSQL counts days and microseconds. */
  static final LocalDateTime EPOCH = LocalDateTime.of(2000, 1, 1, 0, 0);

  /** The server writes a number with all its digits, however short it was in the source. */
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNumberLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .build();

  private static final ObjectReader EXACT =
      new JsonMapper(JsonFactory.builder().streamReadConstraints(LIMITS).build())
          .reader()
          .with(
              DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private Plain() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }

  static byte[] decimal(BigDecimal value) {
    BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    return plain.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** A char(n) without the blanks it is filled up with; a tab or another space is content. */
  static byte[] padded(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end).getBytes(StandardCharsets.UTF_8);
  }

  static long micros(String time) {
    return LocalTime.parse(time).toNanoOfDay() / 1000;
  }

  static long zonedMicros(String text) {
    OffsetDateTime moment = OffsetDateTime.parse(withColon(text.replace(' ', 'T')));
    Duration since = Duration.between(EPOCH.atOffset(ZoneOffset.UTC), moment);
    return since.getSeconds() * 1_000_000 + since.getNano() / 1000;
  }

  /** ISO 8601 also knows +09 and +0900; java.time wants +09:00. */
  private static String withColon(String text) {
    String hours = text.replaceFirst("([+-]\\d{2})$", "$1:00");
    return hours.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
  }

  /**
   * JSON by its meaning: keys sorted, numbers without their way of writing. What says a key twice,
   * or is none, gets a mark, and so equals nothing that jsonb holds.
   */
  static byte[] json(String text) {
    StringBuilder out = new StringBuilder();
    try {
      write(EXACT.readTree(text), out);
    } catch (JacksonException noJsonb) {
      return ('!' + text).getBytes(StandardCharsets.UTF_8);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(JsonNode node, StringBuilder out) {
    if (node.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
      out.append('{');
      sorted.forEach((key, value) -> {
        out.append(Json.mapper().writeValueAsString(key)).append(':');
        write(value, out);
        out.append(',');
      });
      out.append('}');
    } else if (node.isArray()) {
      out.append('[');
      node.forEach(value -> {
        write(value, out);
        out.append(',');
      });
      out.append(']');
    } else if (node.isNumber()) {
      out.append(new String(decimal(node.decimalValue()), StandardCharsets.US_ASCII));
    } else {
      out.append(node);
    }
  }
}
