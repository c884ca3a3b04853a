package io.changeover.testsupport.docker;

import io.changeover.testsupport.TopicSpace;
import io.changeover.testsupport.WithInfrastructure;

@WithInfrastructure
class EmbeddedBrokerTest implements BrokerContract {
  private final TopicSpace topics;

  EmbeddedBrokerTest(TopicSpace topics) {
    this.topics = topics;
  }

  @Override
  public String bootstrapServers() {
    return topics.bootstrapServers();
  }
}
