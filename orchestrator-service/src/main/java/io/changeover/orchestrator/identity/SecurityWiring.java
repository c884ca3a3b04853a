package io.changeover.orchestrator.identity;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;

/** Nothing without a known token, but health and metrics; what changes things needs a role. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
class SecurityWiring {
  /** Who may start, pause, resume, abort, roll back and retry. */
  static final String OPERATOR = "operator";

  @Bean
  Identities identities(IdentitySettings settings) {
    return new Identities(settings);
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http, Identities identities) {
    http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(new TokenFilter(identities), UsernamePasswordAuthenticationFilter.class)
        .exceptionHandling(errors ->
            errors
                .authenticationEntryPoint((request, response, why) -> unknown(response))
                .accessDeniedHandler((request, response, why) -> denied(response)))
        .authorizeHttpRequests(requests ->
            requests
                // Only the server makes these; it includes its error page where an answer has
                // begun.
                .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.INCLUDE)
                .permitAll()
                .requestMatchers("/actuator/health/**", "/actuator/prometheus")
                .permitAll()
                .requestMatchers(
                    HttpMethod.POST,
                    "/api/v1/deployments/*/approvals",
                    "/api/v1/deployments/*/tasks/*/completion",
                    "/api/v1/deployments/*/notes",
                    "/api/v1/plans/validate")
                .authenticated()
                .requestMatchers(HttpMethod.POST, "/**")
                .hasRole(OPERATOR)
                .anyRequest()
                .authenticated());
    return http.build();
  }

  /** There are no passwords; without this the framework would invent a user. */
  @Bean
  UserDetailsService noUsers() {
    return name -> {
      throw new UsernameNotFoundException("there are no users with passwords");
    };
  }

  private static void unknown(HttpServletResponse response) throws IOException {
    response.setHeader("WWW-Authenticate", "Basic realm=\"Changeover\", charset=\"UTF-8\"");
    problem(
        response, 401, "not-authenticated", "Send a known token: Authorization: Bearer <token>.");
  }

  private static void denied(HttpServletResponse response) throws IOException {
    problem(
        response, 403, "not-allowed", "Your roles do not allow this; it needs the role operator.");
  }

  private static void problem(HttpServletResponse response, int status, String code, String detail)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.setCharacterEncoding("UTF-8");
    response
        .getWriter()
        .write(
            "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\"}"
                .formatted(code, status, code, detail));
  }
}
