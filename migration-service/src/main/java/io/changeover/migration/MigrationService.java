package io.changeover.migration;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The specialist for schema and data migrations. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MigrationService {
  /** The service with its own settings file, to be run alone or beside others in one JVM. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(MigrationService.class)
        .properties("spring.config.name=migration-service");
  }

  public static void main(String[] arguments) {
    application().run(arguments);
  }
}
