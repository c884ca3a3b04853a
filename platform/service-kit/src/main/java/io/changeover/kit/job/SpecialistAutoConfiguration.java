package io.changeover.kit.job;

import io.changeover.contracts.Specialist;
import io.changeover.contracts.Topics;
import io.changeover.contracts.json.WireCodec;
import io.changeover.kit.chore.HourlyChore;
import io.changeover.kit.message.Outbox;
import io.changeover.kit.message.RecordListeners;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Applications;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.Workspaces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a service a specialist: everything around its step handlers. */
@AutoConfiguration(
    afterName = {
      "io.changeover.kit.message.postgres.PostgresMessagingAutoConfiguration",
      "io.changeover.kit.message.kafka.KafkaMessagingAutoConfiguration"
    })
@ConditionalOnProperty("changeover.specialist")
@EnableConfigurationProperties(JobSettings.class)
class SpecialistAutoConfiguration {
  /** The broker gives out commands of a week, so none comes again after that. */
  private static final Duration DONE_IS_KEPT = Duration.ofDays(30);

  @Bean
  Failures failures(Secrets secrets) {
    return new Failures(secrets);
  }

  @Bean
  Reports reports(
      WireCodec codec,
      Clock clock,
      Failures failures,
      @Value("${changeover.specialist}") Specialist specialist) {
    return new Reports(codec, clock, failures, Hosts.workerName(specialist));
  }

  @Bean
  RunningJobs runningJobs(JobSettings settings, MeterRegistry meters) {
    RunningJobs running = new RunningJobs(settings.sideBySide());
    Gauge.builder("changeover.jobs.running", running, RunningJobs::working)
        .description("Steps that are worked on now")
        .register(meters);
    return running;
  }

  @Bean
  JobRunner jobRunner(
      ObjectProvider<StepHandler<?>> handlers, Jobs jobs, Reports reports, Failures failures) {
    return new JobRunner(
        new StepHandlers(handlers.orderedStream().toList()), jobs, reports, failures);
  }

  @Bean
  Committer committer(
      Jobs jobs, Outbox outbox, PlatformTransactionManager transactions, RunningJobs running) {
    return new Committer(jobs, outbox, new TransactionTemplate(transactions), running);
  }

  @Bean
  Workers workers(
      RunningJobs running,
      JobRunner runner,
      Committer committer,
      Clock clock,
      MeterRegistry meters) {
    return new Workers(running, runner, committer, clock, meters);
  }

  @Bean
  ClaimLoop claimLoop(Jobs jobs, RunningJobs running, Workers workers, JobSettings settings) {
    ClaimLoop claims = new ClaimLoop(jobs, running, workers, settings.fallback());
    workers.onFreePlace(claims::placeIsFree);
    return claims;
  }

  @Bean
  Heartbeat heartbeat(Jobs jobs, RunningJobs running, JobSettings settings) {
    return new Heartbeat(jobs, running, settings.lease());
  }

  @Bean
  CommandIntake commandIntake(
      Jobs jobs,
      Outbox outbox,
      RunningJobs running,
      Workers workers,
      ClaimLoop claims,
      Reports reports) {
    return new CommandIntake(jobs, outbox, running, workers, claims, reports);
  }

  @Bean
  SpecialistAnnouncement specialistAnnouncement(
      @Value("${changeover.specialist}") Specialist specialist,
      Outbox outbox,
      Clock clock,
      Databases databases,
      Applications applications,
      Workspaces workspaces) {
    return new SpecialistAnnouncement(
        specialist, outbox, clock, databases, applications, workspaces);
  }

  @Bean
  Start start(
      Jobs jobs,
      Worker worker,
      SpecialistAnnouncement announcement,
      PlatformTransactionManager transactions) {
    return new Start(jobs, worker, announcement, new TransactionTemplate(transactions));
  }

  @Bean
  SpecialistLifecycle specialistLifecycle(
      ClaimLoop claims,
      Heartbeat heartbeat,
      Reports reports,
      Committer committer,
      RunningJobs running,
      Start start) {
    Watch watch = new Watch(running, reports, committer);
    return new SpecialistLifecycle(claims, heartbeat, watch, committer, running, start);
  }

  @Bean
  HourlyChore jobPruning(Jobs jobs) {
    return new HourlyChore("job-pruning", () -> jobs.forgetDone(DONE_IS_KEPT));
  }

  @Bean
  ListenerSetUp commandListener(
      RecordListeners listeners,
      CommandIntake intake,
      @Value("${changeover.specialist}") Specialist specialist) {
    String group = "changeover." + specialist.word();
    return new ListenerSetUp(
        () -> listeners.listen("step-commands", Topics.stepCommands(specialist), group, intake));
  }

  /** Sets a listener up as soon as all that it needs is there. */
  record ListenerSetUp(Runnable setUp) implements InitializingBean {
    @Override
    public void afterPropertiesSet() {
      setUp.run();
    }
  }
}
