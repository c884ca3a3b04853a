package io.changeover.embedded;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how {@link LocalPostgres} runs.
 *
 * @param directory keeps data, password and log between runs; empty for a temporary one that {@code
 *     close()} deletes
 * @param port on the loopback address; 0 for a free one
 * @param maxConnections the server's limit
 */
public record PostgresOptions(Optional<Path> directory, int port, int maxConnections) {
  /** Six services with their pools, the tools they run, and a person with psql. */
  public static final int DEFAULT_MAX_CONNECTIONS = 200;

  /** Data that vanish on close, on a free port. */
  public static PostgresOptions temporary() {
    return new PostgresOptions(Optional.empty(), 0, DEFAULT_MAX_CONNECTIONS);
  }

  /** Data that stay in the given directory, on a free port. */
  public static PostgresOptions keptIn(Path directory) {
    return new PostgresOptions(Optional.of(directory), 0, DEFAULT_MAX_CONNECTIONS);
  }

  /** The same on the given port. */
  public PostgresOptions withPort(int newPort) {
    return new PostgresOptions(directory, newPort, maxConnections);
  }

  /** The same with another limit on connections. */
  public PostgresOptions withMaxConnections(int newMaxConnections) {
    return new PostgresOptions(directory, port, newMaxConnections);
  }
}
