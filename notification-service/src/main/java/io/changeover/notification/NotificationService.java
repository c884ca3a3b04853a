package io.changeover.notification;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Tells people by Slack and email how deployments go. */
@SpringBootApplication
public class NotificationService {
  /** The service with its own settings file, to be run alone or beside others in one JVM. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(NotificationService.class)
        .properties("spring.config.name=notification-service");
  }

  public static void main(String[] arguments) {
    application().run(arguments);
  }
}
