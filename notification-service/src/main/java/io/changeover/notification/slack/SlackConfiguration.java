package io.changeover.notification.slack;

import io.changeover.notification.delivery.Courier;
import io.changeover.notification.delivery.DeploymentViews;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Slack, by the way that the settings choose. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${changeover.notification.slack.mode:off}'.equalsIgnoreCase('off')")
class SlackConfiguration {
  /** 1 while calls are made, 0 while Slack has failed too often and is left alone. */
  static final String CIRCUIT = "changeover.notification.slack.reachable";

  @Bean
  SlackLine slackLine(SlackSettings settings, Clock clock, MeterRegistry meters) {
    SlackLine line = new SlackLine(settings.limits(), clock);
    Gauge.builder(CIRCUIT, line, SlackLine::reachable).register(meters);
    return line;
  }

  @Bean
  MicronautSlackHttp slackHttp(SlackSettings settings) {
    URI server = settings.mode() == SlackMode.WEBHOOK ? settings.secretWebhook() : settings.url();
    return new MicronautSlackHttp(server, settings.limits());
  }

  @Bean
  @ConditionalOnProperty(name = "changeover.notification.slack.mode", havingValue = "api")
  Courier webApiCourier(
      MicronautSlackHttp http,
      SlackLine line,
      SlackSettings settings,
      SlackTexts texts,
      SlackMessages messages,
      DeploymentViews views) {
    SlackWebApi api = new SlackWebApi(http, line, settings.url(), settings.secretToken());
    return new WebApiCourier(api, texts, messages, views);
  }

  @Bean
  @ConditionalOnProperty(name = "changeover.notification.slack.mode", havingValue = "webhook")
  Courier webhookCourier(
      MicronautSlackHttp http, SlackLine line, SlackSettings settings, SlackTexts texts) {
    return new WebhookCourier(http, line, texts, settings.secretWebhook());
  }
}
