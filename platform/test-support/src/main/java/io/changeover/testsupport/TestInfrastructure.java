package io.changeover.testsupport;

import io.changeover.embedded.KafkaOptions;
import io.changeover.embedded.LocalDatabase;
import io.changeover.embedded.LocalKafka;
import io.changeover.embedded.LocalMariaDb;
import io.changeover.embedded.LocalPostgres;
import io.changeover.embedded.PostgresOptions;

/**
 * One PostgreSQL, one MariaDB and one Kafka for all tests of a JVM: started when first asked for,
 * closed when the JVM ends. Tests keep apart by a database and by topic names of their own.
 */
public final class TestInfrastructure {

  private TestInfrastructure() {}

  /** The server, started on first use. */
  public static LocalPostgres postgres() {
    return Postgres.SHARED;
  }

  /** The broker, started on first use. */
  public static LocalKafka kafka() {
    return Kafka.SHARED;
  }

  /** The MariaDB server, started on first use; needs {@code mariadbd}. */
  public static LocalMariaDb mariaDb() {
    return MariaDb.SHARED;
  }

  /** An empty database that no other test knows. */
  public static LocalDatabase freshDatabase() {
    return postgres().createDatabase();
  }

  /** Names for topics and consumer groups that no other test uses. */
  public static TopicSpace freshTopics() {
    return TopicSpace.on(kafka());
  }

  private static <T extends AutoCloseable> T closedAtEnd(T resource) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().name("close-infrastructure").unstarted(() -> close(resource)));
    return resource;
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // In a shutdown hook nobody is left to catch it.
      System.err.println("could not close " + resource + ": " + e);
    }
  }

  private static final class Postgres {
    static final LocalPostgres SHARED =
        closedAtEnd(LocalPostgres.start(PostgresOptions.temporary()));
  }

  private static final class MariaDb {
    static final LocalMariaDb SHARED = closedAtEnd(LocalMariaDb.start());
  }

  private static final class Kafka {
    static final LocalKafka SHARED = closedAtEnd(LocalKafka.start(KafkaOptions.temporary()));
  }
}
