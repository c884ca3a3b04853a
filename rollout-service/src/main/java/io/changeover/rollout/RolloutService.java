package io.changeover.rollout;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The specialist for rollouts, as a program of its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RolloutService {
  public static void main(String[] arguments) {
    SpringApplication.run(RolloutService.class, arguments);
  }
}
