package io.changeover.validation;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Looks at databases, applications, hosts, workspaces and logs. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ValidationService {
  /** The service with its own settings file, to be run alone or beside others in one JVM. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(ValidationService.class)
        .properties("spring.config.name=validation-service");
  }

  public static void main(String[] arguments) {
    application().run(arguments);
  }
}
