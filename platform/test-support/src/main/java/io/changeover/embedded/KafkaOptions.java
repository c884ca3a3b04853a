package io.changeover.embedded;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where {@link LocalKafka} runs.
 *
 * @param directory keeps topics, settings and log between runs; empty for a temporary one that
 *     {@code close()} deletes
 * @param port for clients, on the loopback address; 0 for a free one
 */
public record KafkaOptions(Optional<Path> directory, int port) {

  /** Topics that vanish on close, on a free port. */
  public static KafkaOptions temporary() {
    return new KafkaOptions(Optional.empty(), 0);
  }

  /** Topics that stay in the given directory, on a free port. */
  public static KafkaOptions keptIn(Path directory) {
    return new KafkaOptions(Optional.of(directory), 0);
  }

  /** The same on the given port. */
  public KafkaOptions withPort(int newPort) {
    return new KafkaOptions(directory, newPort);
  }
}
