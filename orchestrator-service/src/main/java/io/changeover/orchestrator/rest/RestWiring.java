package io.changeover.orchestrator.rest;

import io.changeover.kit.chore.HourlyChore;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the REST interface needs besides its controllers. */
@Configuration(proxyBeanMethods = false)
class RestWiring {
  @Bean
  HourlyChore forgettingAnswers(Idempotency idempotency) {
    return new HourlyChore("forgetting-answers", idempotency::prune);
  }

  /** What does not even look like HTTP is refused by the server itself, in the same form. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheServer() {
    return factory ->
        factory.addContextCustomizers(context -> {
          if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(ServerProblems.class.getName());
          }
        });
  }
}
