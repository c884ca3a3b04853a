package io.changeover.notification;

import io.changeover.notification.delivery.ChannelKind;
import io.changeover.notification.delivery.Routing;
import io.changeover.notification.mail.MailSettings;
import io.changeover.notification.slack.SlackSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which ways there are to reach people. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LinkSettings.class, MailSettings.class, SlackSettings.class})
class OutletsConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(OutletsConfiguration.class);

  @Bean
  Routing routing(SlackSettings slack, MailSettings mail) {
    LOG.info(
        "Slack: {} (changeover.notification.slack.mode); email: {}"
            + " (changeover.notification.email.enabled)",
        slack.mode(),
        mail.enabled() ? "ON" : "OFF");
    ChannelKind way =
        switch (slack.mode()) {
          case API -> ChannelKind.SLACK;
          case WEBHOOK -> ChannelKind.WEBHOOK;
          case OFF -> null;
        };
    return new Routing(way, mail.enabled());
  }
}
