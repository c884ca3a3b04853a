package io.changeover.standalone;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;

/** Which variables the images read that the compose file takes as they are. */
final class ImageSettings {
  private static final String KAFKA = "KAFKA_";

  /** What Kafka's image, or the program that starts it, reads itself. */
  private static final Set<String> NO_SETTINGS_OF_THE_BROKER =
      Set.of(
          "CLUSTER_ID",
          "KAFKA_GC_LOG_OPTS",
          "KAFKA_HEAP_OPTS",
          "KAFKA_JMX_HOSTNAME",
          "KAFKA_JMX_OPTS",
          "KAFKA_JMX_PORT",
          "KAFKA_JVM_PERFORMANCE_OPTS",
          "KAFKA_LOG4J_LOGGERS",
          "KAFKA_LOG4J_OPTS",
          "KAFKA_LOG4J_ROOT_LOGLEVEL",
          "KAFKA_OPTS",
          "KAFKA_TOOLS_LOG4J_LOGLEVEL");

  private static final Set<String> POSTGRES =
      Set.of(
          "PGDATA",
          "POSTGRES_DB",
          "POSTGRES_DB_FILE",
          "POSTGRES_HOST_AUTH_METHOD",
          "POSTGRES_INITDB_ARGS",
          "POSTGRES_INITDB_ARGS_FILE",
          "POSTGRES_INITDB_WALDIR",
          "POSTGRES_PASSWORD",
          "POSTGRES_PASSWORD_FILE",
          "POSTGRES_USER",
          "POSTGRES_USER_FILE");

  private final Set<String> broker = broker();

  /** Whether an image reads a variable; empty where nothing is known of the image. */
  Optional<Predicate<String>> of(String image) {
    return switch (image) {
      case "apache/kafka" -> Optional.of(this::isReadByKafka);
      case "postgres" -> Optional.of(POSTGRES::contains);
      default -> Optional.empty();
    };
  }

  /** The image makes a.b of KAFKA_A_B. */
  private boolean isReadByKafka(String variable) {
    return NO_SETTINGS_OF_THE_BROKER.contains(variable)
        || (variable.startsWith(KAFKA)
            && broker.contains(
                variable.substring(KAFKA.length()).toLowerCase(Locale.ROOT).replace('_', '.')));
  }

  /** By name, as the class is in a jar that only running needs. */
  private static Set<String> broker() {
    try {
      Class<?> settings = Class.forName("org.apache.kafka.server.config.AbstractKafkaConfig");
      return ((ConfigDef) settings.getField("CONFIG_DEF").get(null)).names();
    } catch (ReflectiveOperationException moved) {
      throw new IllegalStateException(moved);
    }
  }
}
