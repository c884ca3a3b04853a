package io.changeover.orchestrator.identity;

import io.changeover.core.Person;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who asks: by a bearer token, or, for browsers, by HTTP Basic with the token as the
 * password.
 */
final class TokenFilter extends OncePerRequestFilter {
  private final Identities identities;

  TokenFilter(Identities identities) {
    this.identities = identities;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    token(request.getHeader("Authorization"))
        .flatMap(identities::byToken)
        .ifPresent(TokenFilter::remember);
    chain.doFilter(request, response);
  }

  /** A stream goes on in a second dispatch, which must know who asks as well. */
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  private static void remember(Person person) {
    List<SimpleGrantedAuthority> roles =
        person.roles().stream()
            .map(role -> new SimpleGrantedAuthority("ROLE_" + role.value()))
            .toList();
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new UsernamePasswordAuthenticationToken(person, null, roles));
    SecurityContextHolder.setContext(context);
  }

  private static Optional<String> token(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.of(header.substring(7).strip());
    }
    if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return password(header.substring(6).strip());
    }
    return Optional.empty();
  }

  private static Optional<String> password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
