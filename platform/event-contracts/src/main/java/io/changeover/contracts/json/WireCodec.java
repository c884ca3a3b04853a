package io.changeover.contracts.json;

import io.changeover.contracts.WireType;
import io.changeover.contracts.command.SpecialistAnnounced;
import io.changeover.contracts.command.SpecialistMessage;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.report.StepReport;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bytes of every command, report and event: a type name, a version and plain JSON. Thread-safe.
 */
public final class WireCodec {
  /** The most bytes that a record may have, encoded. */
  public static final int LARGEST_RECORD = 900_000;

  private final JsonMapper json = Json.mapper();
  private final Map<String, Class<?>> classes = new TreeMap<>();

  public WireCodec() {
    register(DeploymentEvent.class);
    register(StepReport.class);
    register(SpecialistMessage.class);
    register(SpecialistAnnounced.class);
  }

  private void register(Class<?> type) {
    WireType wireType = type.getAnnotation(WireType.class);
    if (wireType != null) {
      classes.put(wireType.value(), type);
      return;
    }
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      register(permitted);
    }
  }

  /** The type names that can be decoded. */
  public Iterable<String> types() {
    return classes.keySet();
  }

  /** The type name of a record. */
  public static String typeOf(Object message) {
    return wireType(message).value();
  }

  /** The version of a record's form. */
  public static int versionOf(Object message) {
    return wireType(message).version();
  }

  private static WireType wireType(Object message) {
    WireType type = message.getClass().getAnnotation(WireType.class);
    if (type == null) {
      throw new IllegalArgumentException(message.getClass() + " does not travel");
    }
    return type;
  }

  /** Whether a message is small enough to travel. */
  public boolean fits(Object message) {
    return json.writeValueAsBytes(message).length <= LARGEST_RECORD;
  }

  /**
   * The JSON of a record, without its type name.
   *
   * @throws IllegalArgumentException when it would be too large to be read again
   */
  public byte[] encode(Object message) {
    String type = typeOf(message);
    byte[] bytes = json.writeValueAsBytes(message);
    if (bytes.length > LARGEST_RECORD) {
      throw new IllegalArgumentException(
          "a '%s' of %d bytes is larger than %d".formatted(type, bytes.length, LARGEST_RECORD));
    }
    return bytes;
  }

  /**
   * Reads a record.
   *
   * @throws UndecodableRecord when the type or the version is unknown, the bytes are no JSON, or
   *     the JSON is not of the type's form
   */
  public Object decode(String type, int version, byte[] bytes) throws UndecodableRecord {
    Class<?> known = classes.get(type);
    if (known == null) {
      throw new UndecodableRecord("the type '" + type + "' is not known");
    }
    int newest = known.getAnnotation(WireType.class).version();
    if (version != newest) {
      throw new UndecodableRecord(
          "version %d of '%s' is not known, only %d is".formatted(version, type, newest));
    }
    if (bytes.length > LARGEST_RECORD) {
      throw new UndecodableRecord("the record has %d bytes, too many".formatted(bytes.length));
    }
    return read(known, bytes);
  }

  private Object read(Class<?> known, byte[] bytes) throws UndecodableRecord {
    try {
      Object value = json.readValue(bytes, known);
      if (value == null) {
        throw new UndecodableRecord("the record is null");
      }
      return value;
    } catch (JacksonException notOfTheForm) {
      throw new UndecodableRecord(
          "not of the form: " + notOfTheForm.getOriginalMessage(), notOfTheForm);
    }
  }
}
