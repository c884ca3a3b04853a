package io.changeover.notification;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Tells people by Slack and email how deployments go. */
@SpringBootApplication
public class NotificationService {
  public static void main(String[] arguments) {
    SpringApplication.run(NotificationService.class, arguments);
  }
}
