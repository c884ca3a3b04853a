package io.changeover.notification.mail;

import io.changeover.notification.delivery.Courier;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail, when it is switched on. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "changeover.notification.email.enabled", havingValue = "true")
class MailConfiguration {
  /** The mail library waits for ever when nobody says how long. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

  @Bean
  Courier smtpCourier(
      ObjectProvider<JavaMailSender> senders, MailTexts texts, MailSettings settings) {
    JavaMailSender sender = senders.getIfAvailable();
    if (sender == null) {
      throw new IllegalStateException(
          "spring.mail.host is needed where changeover.notification.email.enabled is true");
    }
    if (sender instanceof JavaMailSenderImpl smtp) {
      String silence = Long.toString(LONGEST_SILENCE.toMillis());
      for (String limit : List.of("connectiontimeout", "timeout", "writetimeout")) {
        smtp.getJavaMailProperties().putIfAbsent("mail.smtp." + limit, silence);
        // What is spoken with TLS from the first byte has settings of its own.
        smtp.getJavaMailProperties().putIfAbsent("mail.smtps." + limit, silence);
      }
    }
    return new SmtpCourier(sender, texts, settings.from());
  }
}
