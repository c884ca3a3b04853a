package io.changeover.contracts.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.changeover.contracts.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one way in which the contracts are written as JSON. */
public final class Json {
  /** How deep JSON may be nested. */
  public static final int DEEPEST = 100;

  private static final JsonMapper MAPPER = build();

  private Json() {}

  /**
   * Absent means null, where null is allowed; unknown properties are refused; properties and map
   * keys stand in order, so that equal values have equal bytes.
   */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  private static JsonMapper build() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();
    return JsonMapper.builder(factory)
        .annotationIntrospector(new Required())
        .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .changeDefaultPropertyInclusion(
            value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
        .build();
  }

  /** The canonical text of a value. */
  public static String canonical(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** SHA-256 of the canonical text of a value. */
  public static Digest digestOf(Object value) {
    return sha256(canonical(value).getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 of bytes. */
  public static Digest sha256(byte[] bytes) {
    try {
      return new Digest(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
