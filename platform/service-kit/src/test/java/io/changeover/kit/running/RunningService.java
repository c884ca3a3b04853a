package io.changeover.kit.running;

import io.changeover.contracts.step.NoOp;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.step.StepHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A whole service: the kit, one handler for no-ops, a database and a broker. */
public final class RunningService implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts a specialist. */
  public static RunningService start(
      LocalDatabase database, String kafka, StepHandler<NoOp> handler, String... settings) {
    List<String> properties = new ArrayList<>(List.of("changeover.specialist=validation"));
    properties.addAll(List.of(settings));
    return start(database, kafka, Map.of("handler", handler), properties);
  }

  /** Starts a service that is no specialist. */
  public static RunningService withoutJobs(LocalDatabase database, String kafka) {
    return start(database, kafka, Map.of(), List.of());
  }

  private static RunningService start(
      LocalDatabase database,
      String kafka,
      Map<String, StepHandler<NoOp>> handlers,
      List<String> settings) {
    List<String> properties =
        new ArrayList<>(
            List.of(
                "spring.application.name=test-service",
                "spring.datasource.url=" + database.jdbcUrl(),
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password(),
                "spring.datasource.hikari.maximum-pool-size=6",
                "spring.flyway.locations=classpath:db/kit",
                "spring.kafka.bootstrap-servers=" + kafka,
                "spring.jmx.enabled=false",
                "spring.main.banner-mode=off"));
    properties.addAll(settings);
    return new RunningService(
        new SpringApplicationBuilder(TestApplication.class)
            .web(WebApplicationType.NONE)
            .registerShutdownHook(false)
            .initializers(
                application -> register((GenericApplicationContext) application, handlers))
            .properties(properties.toArray(String[]::new))
            .run());
  }

  private static void register(
      GenericApplicationContext application, Map<String, StepHandler<NoOp>> handlers) {
    handlers.forEach(
        (name, handler) -> application.registerBean(name, StepHandler.class, () -> handler));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
