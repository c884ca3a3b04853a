package io.changeover.rollout;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts and stops installations, and switches the traffic between them. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RolloutService {
  /** The service with its own settings file, to be run alone or beside others in one JVM. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(RolloutService.class)
        .properties("spring.config.name=rollout-service");
  }

  public static void main(String[] arguments) {
    application().run(arguments);
  }
}
