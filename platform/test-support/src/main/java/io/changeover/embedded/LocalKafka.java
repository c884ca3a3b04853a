package io.changeover.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A real Kafka broker in KRaft mode, with its controller, as a child JVM on the loopback address.
 *
 * <p>Topics are not created by use. The broker ends with {@link #close()}, and by itself when this
 * JVM ends in any way, because its standard input ends then.
 */
public final class LocalKafka implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** The broker gives up stopping in order after five seconds itself. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(7);

  /** Writing the start-up cache happens after the broker has stopped, and takes its time. */
  private static final Duration RECORD_LIMIT = Duration.ofSeconds(60);

  private final WorkDirectory directory;
  private final ChildProcess broker;
  private final int port;
  private final boolean recording;
  private final KafkaTopics topics;

  private LocalKafka(WorkDirectory directory, ChildProcess broker, int port, boolean recording) {
    this.directory = directory;
    this.broker = broker;
    this.port = port;
    this.recording = recording;
    this.topics = new KafkaTopics("127.0.0.1:" + port);
  }

  /**
   * Starts a broker and returns when clients can connect.
   *
   * @throws EmbeddedStartException if it cannot be started; the message ends with its last output
   */
  public static LocalKafka start(KafkaOptions options) {
    return start(options, List.of());
  }

  static LocalKafka start(KafkaOptions options, List<String> cacheOptions) {
    WorkDirectory directory = WorkDirectory.open(options.directory(), "kafka");
    try {
      LeftoverBroker.remove(directory.path());
      return launch(directory, options, cacheOptions, FreePorts.ATTEMPTS);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static LocalKafka launch(
      WorkDirectory directory, KafkaOptions options, List<String> cacheOptions, int attempts) {
    int port = FreePorts.orFree(options.port());
    Path settings = directory.path().resolve("server.properties");
    KafkaSettings.write(
        KafkaSettings.of(directory.path().resolve("data"), port, FreePorts.next()), settings);
    List<String> command = KafkaCommand.of(directory.path(), settings, cacheOptions);
    ChildProcess broker = ChildProcess.start(command, logIn(directory), KafkaBroker.READY);
    LeftoverBroker.remember(directory.path(), broker.pid());
    try {
      broker.awaitReady(START_LIMIT);
    } catch (EmbeddedStartException e) {
      if (options.port() == 0 && attempts > 1) {
        return launch(directory, options, cacheOptions, attempts - 1);
      }
      throw e;
    }
    return new LocalKafka(directory, broker, port, !cacheOptions.isEmpty());
  }

  /** For {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The port for clients on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The broker's log, which also keeps the output of earlier runs. */
  public Path logFile() {
    return logIn(directory);
  }

  /** The broker's process id. */
  public long pid() {
    return broker.pid();
  }

  /** Creates a topic; one that exists is kept as it is. */
  public void createTopic(String name, int partitions) {
    topics.create(name, partitions);
  }

  /** The topics there are, without Kafka's own. */
  public Set<String> topicNames() {
    return topics.names();
  }

  /** Deletes a topic with all its records. */
  public void deleteTopic(String name) {
    topics.delete(name);
  }

  /** True while the broker process lives. */
  public boolean isRunning() {
    return broker.isAlive();
  }

  /** Stops the broker for sure: in order within seven seconds, by force after that. */
  @Override
  public void close() {
    topics.close();
    broker.endInput();
    if (!broker.awaitExit(recording ? RECORD_LIMIT : STOP_LIMIT)) {
      broker.killTree();
    }
    directory.close();
  }

  private static Path logIn(WorkDirectory directory) {
    return directory.path().resolve("kafka.log");
  }
}
