package io.changeover.kit.target.settings;

import io.changeover.kit.mariadb.MariaDbConnections;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.target.Applications;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.Workspaces;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives a service its targets, its workspaces and the clock. */
@AutoConfiguration
@EnableConfigurationProperties(TargetSettings.class)
class TargetsAutoConfiguration {
  @Bean
  Secrets secrets() {
    return new Secrets();
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  @ConditionalOnMissingBean
  Databases databases(TargetSettings settings, Secrets secrets) {
    return new SettingsDatabases(settings, secrets);
  }

  @Bean
  @ConditionalOnMissingBean
  Applications applications(TargetSettings settings, Secrets secrets) {
    return new SettingsApplications(settings, secrets);
  }

  @Bean
  @ConditionalOnMissingBean
  Workspaces workspaces(TargetSettings settings, Secrets secrets) {
    return new SettingsWorkspaces(settings, secrets);
  }

  @Bean
  TargetConnections targetConnections() {
    return new TargetConnections();
  }

  @Bean
  MariaDbConnections mariaDbConnections() {
    return new MariaDbConnections();
  }
}
