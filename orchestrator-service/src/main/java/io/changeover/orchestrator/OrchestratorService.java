package io.changeover.orchestrator;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The orchestrator as a program of its own. */
@SpringBootApplication
public class OrchestratorService {
  /** The service with its own settings file, to be run alone or beside others in one JVM. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(OrchestratorService.class)
        .properties("spring.config.name=orchestrator-service");
  }

  public static void main(String[] arguments) {
    application().run(arguments);
  }
}
