package io.changeover.notification;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.embedded.LocalDatabase;
import io.changeover.notification.delivery.Deliveries;
import io.changeover.notification.delivery.LogEntry;
import io.changeover.notification.delivery.TakingEvents;
import io.changeover.notification.delivery.WakeUp;
import io.changeover.testsupport.TestInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The running service, with a database of its own. */
final class Notifier implements AutoCloseable {
  private final LocalDatabase database;
  private final Clock clock;
  private final String[] settings;
  private final AtomicInteger sentMarksToLose = new AtomicInteger();
  private ConfigurableApplicationContext context;

  private Notifier(Clock clock, String... settings) {
    this.database = TestInfrastructure.freshDatabase();
    this.clock = clock;
    this.settings = settings;
    this.context = run();
  }

  static Notifier start(Clock clock, String... settings) {
    return new Notifier(clock, settings);
  }

  private ConfigurableApplicationContext run() {
    List<String> arguments = new ArrayList<>(List.of(settings));
    arguments.add(
        "spring.datasource.url=" + database.jdbcUrl() + separator() + "currentSchema=notification");
    arguments.add("spring.datasource.username=" + database.username());
    arguments.add("spring.datasource.password=" + database.password());
    arguments.add(
        "spring.kafka.bootstrap-servers=" + TestInfrastructure.kafka().bootstrapServers());
    arguments.add("server.port=0");
    arguments.add("changeover.notification.links.deployments=http://127.0.0.1:8080/deployments");
    return NotificationService.application()
        .initializers(fresh -> adapt((GenericApplicationContext) fresh))
        .run(arguments.stream().map(each -> "--" + each).toArray(String[]::new));
  }

  private String separator() {
    return database.jdbcUrl().contains("?") ? "&" : "?";
  }

  private void adapt(GenericApplicationContext fresh) {
    fresh.registerBean("clock", Clock.class, () -> clock);
    fresh.registerBean(
        BeanPostProcessor.class,
        () ->
            new BeanPostProcessor() {
              @Override
              public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof Deliveries deliveries ? losing(deliveries) : bean;
              }
            });
  }

  /** Like a process that dies between Slack's answer and the mark. */
  private Deliveries losing(Deliveries deliveries) {
    return (Deliveries)
        Proxy.newProxyInstance(
            Deliveries.class.getClassLoader(),
            new Class<?>[] {Deliveries.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("sent")
                  && sentMarksToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new QueryTimeoutException("the connection was lost");
              }
              try {
                return method.invoke(deliveries, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  void loseNextSentMark() {
    sentMarksToLose.set(1);
  }

  Optional<Instant> nextDue(Instant createdSince) {
    return context.getBean(Deliveries.class).nextDue(createdSince);
  }

  void restart() {
    context.close();
    context = run();
  }

  void take(Story story) {
    take(story, 1, story.events().size());
  }

  /** Takes a part of a story in, one transaction for each event. */
  void take(Story story, int from, int to) {
    for (int sequence = from; sequence <= to; sequence++) {
      take(story.id(), sequence, story.events().get(sequence - 1));
    }
  }

  void take(DeploymentId deployment, long sequence, DeploymentEvent event) {
    takeAtOnce(new LogEntry(deployment, sequence, event));
  }

  /** Takes events in as those of one poll: in one transaction. */
  void takeAtOnce(LogEntry... entries) {
    TakingEvents taking = context.getBean(TakingEvents.class);
    new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(_ -> taking.take(List.of(entries)));
  }

  /** For after the clock was moved. */
  void wake() {
    context.getBean(WakeUp.class).wake();
  }

  int port() {
    return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
  }

  double count(String channel, String outcome) {
    return context
        .getBean(MeterRegistry.class)
        .counter("changeover.notification.deliveries", "channel", channel, "outcome", outcome)
        .count();
  }

  double gauge(String name) {
    return context.getBean(MeterRegistry.class).get(name).gauge().value();
  }

  /** How many deliveries of a deployment stand in the given state. */
  int inState(Story story, String state) {
    return sql("SELECT count(*) FROM delivery WHERE deployment_id = ? AND state = ?")
        .params(story.id().value(), state)
        .query(Integer.class)
        .single();
  }

  JdbcClient.StatementSpec sql(String statement) {
    return context.getBean(JdbcClient.class).sql(statement);
  }

  @Override
  public void close() {
    context.close();
    TestInfrastructure.postgres().dropDatabase(database.name());
  }
}
