package io.changeover.orchestrator.identity;

import io.changeover.contracts.Digest;
import io.changeover.contracts.Role;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may use the REST interface. With nobody configured nobody may.
 *
 * @param identities people and programs
 */
@Validated
@ConfigurationProperties("changeover")
public record IdentitySettings(@DefaultValue List<Identity> identities) {
  public IdentitySettings {
    identities = List.copyOf(identities);
  }

  /**
   * A person or a program.
   *
   * @param tokenSha256 SHA-256 of the bearer token, so that the settings hold no secret
   * @param roles what they are to deployments; {@code operator} may start, pause, abort and roll
   *     back
   */
  public record Identity(
      @NotBlank String name, @NotNull String tokenSha256, @NotNull Set<String> roles) {
    public Identity {
      roles = Set.copyOf(roles);
      roles.forEach(Role::new);
      tokenSha256 = new Digest(tokenSha256).value();
    }
  }
}
