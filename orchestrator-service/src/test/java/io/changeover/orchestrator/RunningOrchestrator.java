package io.changeover.orchestrator;

import io.changeover.embedded.LocalDatabase;
import io.changeover.embedded.LocalKafka;
import io.changeover.testsupport.TestInfrastructure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The service as it is, with a database of its own, and plans that are given as frozen JSON. */
final class RunningOrchestrator implements AutoCloseable {
  private static final class Shared {
    static final RunningOrchestrator ONE =
        new RunningOrchestrator(
            TestInfrastructure.kafka(), Clock.systemUTC(), "changeover.streams.heartbeat=500ms");
    static final FakeSpecialists SPECIALISTS = FakeSpecialists.on(TestInfrastructure.kafka());
  }

  private final LocalKafka kafka;
  private final Clock clock;
  private final String[] settings;
  private final LocalDatabase database = TestInfrastructure.freshDatabase();
  private ConfigurableApplicationContext context;

  private RunningOrchestrator(LocalKafka kafka, Clock clock, String... settings) {
    this.kafka = kafka;
    this.clock = clock;
    this.settings = settings;
    this.context = run();
  }

  /** The one that tests without special wishes share; nobody closes it. */
  static RunningOrchestrator shared() {
    return Shared.ONE;
  }

  /** Who does the steps of the shared one. */
  static FakeSpecialists sharedSpecialists() {
    return Shared.SPECIALISTS;
  }

  static RunningOrchestrator start(LocalKafka kafka, Clock clock, String... settings) {
    return new RunningOrchestrator(kafka, clock, settings);
  }

  private ConfigurableApplicationContext run() {
    List<String> arguments = new ArrayList<>(List.of(settings));
    String separator = database.jdbcUrl().contains("?") ? "&" : "?";
    arguments.add(
        "spring.datasource.url=" + database.jdbcUrl() + separator + "currentSchema=orchestrator");
    arguments.add("spring.datasource.username=" + database.username());
    arguments.add("spring.datasource.password=" + database.password());
    arguments.add("spring.kafka.bootstrap-servers=" + kafka.bootstrapServers());
    arguments.add("server.port=0");
    arguments.add("logging.level.root=WARN");
    arguments.add("logging.level.org.apache.kafka=ERROR");
    arguments.addAll(Rest.identities());
    return OrchestratorService.application()
        .initializers(fresh -> adapt((GenericApplicationContext) fresh))
        .run(arguments.stream().map(each -> "--" + each).toArray(String[]::new));
  }

  private void adapt(GenericApplicationContext fresh) {
    fresh.registerBean("clock", Clock.class, () -> clock);
    fresh.registerBean(
        "frozenPlans",
        FrozenPlans.class,
        FrozenPlans::new,
        definition -> definition.setPrimary(true));
  }

  /** As after a crash of the process, apart from what it had begun. */
  void restart() {
    context.close();
    context = run();
  }

  void stop() {
    context.close();
  }

  void startAgain() {
    context = run();
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  JdbcTemplate jdbc() {
    return bean(JdbcTemplate.class);
  }

  long count(String query, Object... arguments) {
    Long found = jdbc().queryForObject(query, Long.class, arguments);
    return found == null ? 0 : found;
  }

  int port() {
    return Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
  }

  /** REST as one of the {@link Rest#identities()}. */
  Rest as(String name) {
    return new Rest(port(), name + "-token");
  }

  LocalDatabase database() {
    return database;
  }

  @Override
  public void close() {
    context.close();
    TestInfrastructure.postgres().dropDatabase(database.name());
  }
}
