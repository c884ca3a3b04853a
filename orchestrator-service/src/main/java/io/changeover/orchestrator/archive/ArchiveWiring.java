package io.changeover.orchestrator.archive;

import io.changeover.orchestrator.deployment.Deployments;
import io.changeover.orchestrator.deployment.HashChain;
import io.changeover.orchestrator.report.Recorder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The step kinds that the orchestrator does itself. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ArchiveSettings.class)
class ArchiveWiring {
  @Bean
  Recorder recorder(HashChain chain) {
    return new Recorder(chain);
  }

  @Bean
  Announcing announcing() {
    return new Announcing();
  }

  @Bean
  Archiving archiving(Deployments deployments, Recorder recorder, ArchiveSettings settings) {
    return new Archiving(deployments, recorder, settings);
  }
}
