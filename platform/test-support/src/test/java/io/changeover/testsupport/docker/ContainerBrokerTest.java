package io.changeover.testsupport.docker;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.kafka.KafkaContainer;

@RequiresImage(ContainerBrokerTest.IMAGE)
class ContainerBrokerTest implements BrokerContract {
  static final String IMAGE = "apache/kafka:4.2.1";

  private static KafkaContainer container;

  @BeforeAll
  static void start() {
    container = new KafkaContainer(IMAGE);
    container.start();
  }

  @AfterAll
  static void stop() {
    container.stop();
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }
}
