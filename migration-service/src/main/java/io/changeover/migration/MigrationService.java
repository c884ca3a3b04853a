package io.changeover.migration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The specialist for schema and data migrations. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MigrationService {
  /** Starts the service as a program. */
  public static void main(String[] arguments) {
    SpringApplication.run(MigrationService.class, arguments);
  }
}
