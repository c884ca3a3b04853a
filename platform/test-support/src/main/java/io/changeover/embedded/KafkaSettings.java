package io.changeover.embedded;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The settings of one node that is broker and controller: small, quick to start, low latency. */
final class KafkaSettings {
  private static final String NODE = "1";
  private static final String HOST = "127.0.0.1";

  /** Consumer groups here are a handful; the default of 50 partitions costs start-up time. */
  private static final String INTERNAL_PARTITIONS = "4";

  /**
   * After a kill the node has to wait for the session of its former self; the default is 9 s. A
   * pause longer than this makes clients wait until the next heartbeat.
   */
  private static final String SESSION_MILLIS = "3000";

  private static final String HEARTBEAT_MILLIS = "500";

  /** Retention deletes whole segments; the default of 1 GiB would keep everything. */
  private static final String SEGMENT_BYTES = Integer.toString(64 * 1024 * 1024);

  /** The cleaner's buffer is taken from the heap at start; 128 MiB is the default. */
  private static final String CLEANER_BYTES = Integer.toString(4 * 1024 * 1024);

  private KafkaSettings() {}

  /**
   * The controller's port may differ from run to run: with a static voter the settings alone say
   * where the controller is, and nothing of it is stored.
   */
  static Properties of(Path data, int port, int controllerPort) {
    Properties settings = new Properties();
    addresses(settings, port, controllerPort);
    replication(settings);
    threads(settings);
    settings.setProperty("log.dirs", data.toString());
    settings.setProperty("log.segment.bytes", SEGMENT_BYTES);
    settings.setProperty("log.cleaner.dedupe.buffer.size", CLEANER_BYTES);
    settings.setProperty("auto.create.topics.enable", "false");
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    settings.setProperty("broker.session.timeout.ms", SESSION_MILLIS);
    settings.setProperty("broker.heartbeat.interval.ms", HEARTBEAT_MILLIS);
    return settings;
  }

  static void write(Properties settings, Path file) {
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, "Written at every start");
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot write " + file, e);
    }
  }

  private static void addresses(Properties settings, int port, int controllerPort) {
    String broker = "BROKER://" + HOST + ":" + port;
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", NODE);
    settings.setProperty("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
    settings.setProperty("listeners", broker + ",CONTROLLER://" + HOST + ":" + controllerPort);
    settings.setProperty("advertised.listeners", broker);
    settings.setProperty("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.setProperty("inter.broker.listener.name", "BROKER");
    settings.setProperty("controller.listener.names", "CONTROLLER");
  }

  private static void replication(Properties settings) {
    settings.setProperty("default.replication.factor", "1");
    settings.setProperty("min.insync.replicas", "1");
    settings.setProperty("offsets.topic.replication.factor", "1");
    settings.setProperty("offsets.topic.num.partitions", INTERNAL_PARTITIONS);
    settings.setProperty("transaction.state.log.replication.factor", "1");
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("transaction.state.log.num.partitions", INTERNAL_PARTITIONS);
    settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
  }

  private static void threads(Properties settings) {
    settings.setProperty("num.network.threads", "2");
    settings.setProperty("num.io.threads", "4");
    settings.setProperty("background.threads", "2");
    settings.setProperty("num.recovery.threads.per.data.dir", "1");
    settings.setProperty("log.cleaner.threads", "1");
  }
}
