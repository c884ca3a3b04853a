package io.changeover.embedded;

import java.util.Map;
import java.util.Set;

/** What children inherit: enough to find programs and places, and none of the parent's secrets. */
final class ChildEnvironment {
  private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "TMPDIR", "TZ");

  private ChildEnvironment() {}

  static void restrict(Map<String, String> environment) {
    environment.keySet().retainAll(PASSED_ON);
    environment.put("LC_ALL", "C");
  }
}
