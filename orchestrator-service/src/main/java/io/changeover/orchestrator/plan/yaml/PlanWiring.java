package io.changeover.orchestrator.plan.yaml;

import io.changeover.orchestrator.plan.PlanCatalogue;
import io.changeover.orchestrator.plan.PlanReader;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Plans come from YAML files. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlanSettings.class)
class PlanWiring {
  @Bean
  PlanReader planReader() {
    return new YamlPlanReader(new Structure());
  }

  @Bean
  PlanCatalogue planCatalogue(PlanSettings settings) {
    return new DirectoryPlanCatalogue(settings.directory());
  }
}
