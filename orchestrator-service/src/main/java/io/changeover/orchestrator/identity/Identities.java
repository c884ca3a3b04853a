package io.changeover.orchestrator.identity;

import io.changeover.contracts.Actor;
import io.changeover.contracts.Role;
import io.changeover.contracts.json.Json;
import io.changeover.core.Person;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The configured people and programs, found by what they bring. */
public final class Identities {
  /** The longest token that is looked at, in characters. */
  static final int LONGEST_TOKEN = 500;

  private final Map<String, Person> byTokenHash = new HashMap<>();

  public Identities(IdentitySettings settings) {
    for (IdentitySettings.Identity identity : settings.identities()) {
      Person person =
          new Person(
              Actor.person(identity.name()),
              identity.roles().stream().map(Role::new).collect(Collectors.toSet()));
      byTokenHash.put(identity.tokenSha256(), person);
    }
  }

  /** Whose token it is. Looked up by its hash, so comparing takes no longer for a near miss. */
  public Optional<Person> byToken(String token) {
    if (token.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
    return Optional.ofNullable(byTokenHash.get(Json.sha256(bytes).value()));
  }
}
