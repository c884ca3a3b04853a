package io.changeover.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * The child's main class: formats the storage if it is new, runs the broker, and stops it when
 * standard input ends. That happens on {@link LocalKafka#close()} and also when the parent is
 * killed, so a broker never outlives its owner.
 */
public final class KafkaBroker {
  /** Printed once clients can connect. */
  static final String READY = "changeover: broker is ready";

  private static final String FORMATTED = "meta.properties";

  /** A broker that hangs while stopping is ended by force after this many seconds. */
  private static final long STOP_SECONDS = 5;

  private final CountDownLatch ordered = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private KafkaBroker() {}

  /** Takes the path of a settings file. */
  public static void main(String[] arguments) throws IOException {
    new KafkaBroker().run(Path.of(arguments[0]));
  }

  private void run(Path file) throws IOException {
    Thread.ofPlatform().daemon().name("owner-watch").start(this::watchOwner);
    Properties settings = read(file);
    formatIfNew(file, Path.of(settings.getProperty("log.dirs")));
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    server.startup();
    System.out.println(READY);
    awaitOrder();
    server.shutdown();
    server.awaitShutdown();
    stopped.countDown();
    System.exit(0);
  }

  private void awaitOrder() {
    try {
      ordered.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watchOwner() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever sent: only the end counts.
      }
      ordered.countDown();
      if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(1);
      }
    } catch (IOException | InterruptedException e) {
      Runtime.getRuntime().halt(1);
    }
  }

  private static Properties read(Path file) throws IOException {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    }
    return settings;
  }

  private static void formatIfNew(Path settings, Path data) throws IOException {
    if (Files.exists(data.resolve(FORMATTED))) {
      return;
    }
    Files.createDirectories(data);
    String[] command = {
      "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", settings.toString()
    };
    int code = StorageTool.execute(command, System.out);
    if (code != 0) {
      throw new IOException("formatting " + data + " failed with code " + code);
    }
  }
}
