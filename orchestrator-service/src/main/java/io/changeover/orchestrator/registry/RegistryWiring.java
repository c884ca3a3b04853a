package io.changeover.orchestrator.registry;

import io.changeover.contracts.Topics;
import io.changeover.kit.message.RecordListeners;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Listens to what the specialists announce. */
@Configuration(proxyBeanMethods = false)
class RegistryWiring {
  @Bean
  JdbcRegistry registry(JdbcTemplate jdbc) {
    return new JdbcRegistry(jdbc);
  }

  @Bean
  SmartInitializingSingleton announcementListener(
      RecordListeners listeners, JdbcRegistry registry) {
    return () ->
        listeners.listen("specialists", Topics.SPECIALISTS, "orchestrator-registry", registry);
  }
}
