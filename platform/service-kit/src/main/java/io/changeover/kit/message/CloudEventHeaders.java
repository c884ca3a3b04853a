package io.changeover.kit.message;

import io.changeover.contracts.json.WireCodec;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A CloudEvent's attributes as Kafka headers, in binary content mode. Written out here rather than
 * by the CloudEvents library, because they are kept as text in the outbox between the transaction
 * and the sending; a test holds them against the library.
 */
public final class CloudEventHeaders {
  public static final String ID = "ce_id";
  public static final String SOURCE = "ce_source";
  public static final String TYPE = "ce_type";
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String TIME = "ce_time";
  public static final String SEQUENCE = "ce_sequence";
  public static final String CAUSATION = "ce_causationid";
  public static final String CORRELATION = "ce_correlationid";
  public static final String SCHEMA_VERSION = "ce_schemaversion";
  public static final String CONTENT_TYPE = "content-type";
  public static final String TRACE_PARENT = "traceparent";

  /** The version of the CloudEvents specification. */
  public static final String SPECIFIED = "1.0";

  private CloudEventHeaders() {}

  /** The headers of a record. */
  public static Map<String, String> of(OutgoingRecord outgoing, String source, Instant now) {
    Map<String, String> headers = new TreeMap<>();
    headers.put(ID, outgoing.id());
    headers.put(SOURCE, source);
    headers.put(TYPE, WireCodec.typeOf(outgoing.message()));
    headers.put(SPEC_VERSION, SPECIFIED);
    headers.put(TIME, now.toString());
    headers.put(SCHEMA_VERSION, Integer.toString(WireCodec.versionOf(outgoing.message())));
    headers.put(CONTENT_TYPE, "application/json");
    putIfAny(headers, CAUSATION, outgoing.causation());
    putIfAny(headers, CORRELATION, outgoing.correlation());
    if (outgoing.sequence() != null) {
      headers.put(SEQUENCE, Long.toString(outgoing.sequence()));
    }
    if (outgoing.traceparent() != null) {
      headers.put(TRACE_PARENT, outgoing.traceparent());
    }
    return headers;
  }

  /** An attribute is absent rather than empty. */
  private static void putIfAny(Map<String, String> headers, String name, String value) {
    if (!value.isEmpty()) {
      headers.put(name, value);
    }
  }
}
