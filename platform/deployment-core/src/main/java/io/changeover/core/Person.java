package io.changeover.core;

import io.changeover.contracts.Actor;
import io.changeover.contracts.Role;
import java.util.Set;

/** Who asks for something, and what they are to deployments. */
public record Person(Actor actor, Set<Role> roles) {
  public Person {
    roles = Set.copyOf(roles);
  }

  boolean isNot(Actor other) {
    return !actor.name().equals(other.name());
  }
}
