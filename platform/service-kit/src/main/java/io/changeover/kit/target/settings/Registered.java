package io.changeover.kit.target.settings;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Settings by name.
 *
 * @param <K> the kind of name
 * @param <V> the settings of one
 */
final class Registered<K extends Comparable<K>, V> {
  private final String property;
  private final Map<K, V> byName = new TreeMap<>();

  /**
   * Takes the settings.
   *
   * @param property the settings' name below {@code changeover.}
   * @throws IllegalArgumentException when a name is not of its form
   */
  Registered(String property, Map<String, V> settings, Function<String, K> nameOf) {
    this.property = property;
    settings.forEach((name, value) -> byName.put(nameOf.apply(name), value));
  }

  V get(K name) throws StepFailure {
    V found = byName.get(name);
    if (found == null) {
      throw new StepFailure(
          FailureCode.NOT_REGISTERED,
          "There is no '%s' among the %s of this service; it knows %s."
              .formatted(name, property, byName.keySet()),
          "Register changeover.%s.%s in this service's settings and start it again, or correct the plan."
              .formatted(property, name));
    }
    return found;
  }

  Set<K> names() {
    return Set.copyOf(byName.keySet());
  }
}
