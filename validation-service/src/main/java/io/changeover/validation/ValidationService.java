package io.changeover.validation;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The specialist for checks, as a program of its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ValidationService {
  public static void main(String[] arguments) {
    SpringApplication.run(ValidationService.class, arguments);
  }
}
