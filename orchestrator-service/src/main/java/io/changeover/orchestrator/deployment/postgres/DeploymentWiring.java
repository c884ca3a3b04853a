package io.changeover.orchestrator.deployment.postgres;

import io.changeover.contracts.Topics;
import io.changeover.contracts.json.WireCodec;
import io.changeover.kit.message.Inbox;
import io.changeover.kit.message.Outbox;
import io.changeover.kit.message.RecordListeners;
import io.changeover.orchestrator.deployment.Alarm;
import io.changeover.orchestrator.deployment.Asking;
import io.changeover.orchestrator.deployment.Deployments;
import io.changeover.orchestrator.deployment.EventFeed;
import io.changeover.orchestrator.deployment.HashChain;
import io.changeover.orchestrator.deployment.StartingDeployment;
import io.changeover.orchestrator.deployment.TakingReports;
import io.changeover.orchestrator.deployment.WakingDeployments;
import java.time.Clock;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the deployments, what changes them and what wakes them together. */
@Configuration(proxyBeanMethods = false)
class DeploymentWiring {
  @Bean
  Alarm alarm(Clock clock) {
    return new Alarm(clock);
  }

  @Bean
  EventFeed eventFeed() {
    return new EventFeed();
  }

  @Bean
  HashChain hashChain(WireCodec codec) {
    return new HashChain(codec);
  }

  @Bean
  JdbcDeployments deployments(
      JdbcTemplate jdbc,
      WireCodec codec,
      HashChain chain,
      Outbox outbox,
      EventFeed feed,
      Alarm alarm) {
    return new JdbcDeployments(
        new DeploymentRows(jdbc),
        new EventRows(jdbc, codec),
        chain,
        new Snapshots(),
        new Sending(outbox, feed, alarm));
  }

  @Bean
  StartingDeployment startingDeployment(Deployments deployments, TransactionTemplate transaction) {
    return new StartingDeployment(deployments, transaction);
  }

  @Bean
  Asking asking(Deployments deployments, TransactionTemplate transaction, Clock clock) {
    return new Asking(deployments, transaction, clock);
  }

  @Bean
  WakingDeployments wakingDeployments(
      Deployments deployments, TransactionTemplate transaction, Clock clock, Alarm alarm) {
    return new WakingDeployments(deployments, transaction, clock, alarm);
  }

  @Bean
  SmartInitializingSingleton reportListener(
      RecordListeners listeners, Deployments deployments, Inbox inbox, Clock clock) {
    TakingReports reports = new TakingReports(deployments, inbox, clock);
    return () -> listeners.listen("step-reports", Topics.STEP_REPORTS, "orchestrator", reports);
  }
}
