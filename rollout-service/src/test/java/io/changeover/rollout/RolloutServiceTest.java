package io.changeover.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Specialist;
import io.changeover.contracts.step.DoneBy;
import io.changeover.contracts.step.StepSpec;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.step.StepHandler;
import io.changeover.testsupport.TestInfrastructure;
import io.changeover.testsupport.WithInfrastructure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

@WithInfrastructure
class RolloutServiceTest {
  @Test
  void startsWithAHandlerForEachOfItsKinds(LocalDatabase database) throws Exception {
    try (ConfigurableApplicationContext service =
        RolloutService.application()
            .run(
                "--spring.datasource.url=" + database.jdbcUrl() + "?currentSchema=rollout",
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--spring.kafka.bootstrap-servers=" + TestInfrastructure.kafka().bootstrapServers(),
                "--spring.main.banner-mode=off",
                "--server.port=0")) {
      Set<Class<?>> handled =
          service.getBeansOfType(StepHandler.class).values().stream()
              .<Class<?>>map(handler -> ((StepHandler<?>) handler).kind())
              .collect(Collectors.toSet());
      assertThat(handled).isEqualTo(ownKinds()).isNotEmpty();
      assertThat(get(service, "/actuator/health")).contains("\"UP\"");
      assertThat(get(service, "/actuator/prometheus")).contains("changeover_jobs_running");
    }
  }

  private static Set<Class<?>> ownKinds() {
    return Arrays.stream(StepSpec.class.getPermittedSubclasses())
        .filter(kind -> kind.getAnnotation(DoneBy.class).value() == Specialist.ROLLOUT)
        .collect(Collectors.toSet());
  }

  private static String get(ConfigurableApplicationContext service, String path) throws Exception {
    String port = service.getEnvironment().getProperty("local.server.port");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
