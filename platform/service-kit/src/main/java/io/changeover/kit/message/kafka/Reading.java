package io.changeover.kit.message.kafka;

import io.changeover.contracts.json.UndecodableRecord;
import io.changeover.contracts.json.WireCodec;
import io.changeover.kit.message.CloudEventHeaders;
import io.changeover.kit.message.IncomingRecord;
import io.changeover.kit.message.ParkedRecord;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads CloudEvents in binary content mode. */
final class Reading {
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  /** How much of a stranger's header is kept with a parked record. */
  private static final int LONGEST_HEADER = 1_000;

  private final WireCodec codec;

  Reading(WireCodec codec) {
    this.codec = codec;
  }

  /**
   * Reads a record.
   *
   * @throws UndecodableRecord when it is not one of ours, whatever it is
   */
  IncomingRecord read(ConsumerRecord<String, byte[]> kafkaRecord) throws UndecodableRecord {
    Map<String, String> headers = headers(kafkaRecord);
    byte[] payload = kafkaRecord.value();
    String key = kafkaRecord.key();
    if (payload == null || key == null) {
      throw new UndecodableRecord(
          payload == null ? "the record is a tombstone" : "the record has no key");
    }
    if (!required(headers, CloudEventHeaders.SPEC_VERSION).equals(CloudEventHeaders.SPECIFIED)) {
      throw new UndecodableRecord("only CloudEvents " + CloudEventHeaders.SPECIFIED + " are known");
    }
    int version = (int) number(headers, CloudEventHeaders.SCHEMA_VERSION);
    Object message = codec.decode(required(headers, CloudEventHeaders.TYPE), version, payload);
    return new IncomingRecord(
        position(kafkaRecord),
        key,
        message,
        required(headers, CloudEventHeaders.ID),
        required(headers, CloudEventHeaders.SOURCE),
        time(headers),
        headers.getOrDefault(CloudEventHeaders.CAUSATION, ""),
        headers.getOrDefault(CloudEventHeaders.CORRELATION, ""),
        headers.containsKey(CloudEventHeaders.SEQUENCE)
            ? number(headers, CloudEventHeaders.SEQUENCE)
            : null,
        traceParent(headers));
  }

  /** The record as it is put aside. */
  static ParkedRecord parked(ConsumerRecord<String, byte[]> kafkaRecord, String reason) {
    return new ParkedRecord(
        kafkaRecord.topic(),
        kafkaRecord.partition(),
        kafkaRecord.offset(),
        kafkaRecord.key(),
        headers(kafkaRecord),
        kafkaRecord.value(),
        reason);
  }

  private static String position(ConsumerRecord<?, ?> kafkaRecord) {
    return "%s-%d@%d".formatted(kafkaRecord.topic(), kafkaRecord.partition(), kafkaRecord.offset());
  }

  private static Map<String, String> headers(ConsumerRecord<?, ?> kafkaRecord) {
    Map<String, String> headers = new TreeMap<>();
    kafkaRecord
        .headers()
        .forEach(header -> {
          byte[] value = header.value() == null ? new byte[0] : header.value();
          int length = Math.min(value.length, LONGEST_HEADER);
          headers.put(header.key(), new String(value, 0, length, StandardCharsets.UTF_8));
        });
    return headers;
  }

  private static String required(Map<String, String> headers, String name)
      throws UndecodableRecord {
    String value = headers.get(name);
    if (value == null || value.isEmpty()) {
      throw new UndecodableRecord("the header " + name + " is missing");
    }
    return value;
  }

  private static long number(Map<String, String> headers, String name) throws UndecodableRecord {
    String value = required(headers, name);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException notOne) {
      throw new UndecodableRecord("the header " + name + " is no number", notOne);
    }
  }

  private static Instant time(Map<String, String> headers) throws UndecodableRecord {
    try {
      return Instant.parse(required(headers, CloudEventHeaders.TIME));
    } catch (DateTimeException notOne) {
      throw new UndecodableRecord("the header " + CloudEventHeaders.TIME + " is no time", notOne);
    }
  }

  /** A broken trace context is no reason to refuse the record. */
  private static @Nullable String traceParent(Map<String, String> headers) {
    String value = headers.get(CloudEventHeaders.TRACE_PARENT);
    return value != null && TRACE_PARENT.matcher(value).matches() ? value : null;
  }
}
