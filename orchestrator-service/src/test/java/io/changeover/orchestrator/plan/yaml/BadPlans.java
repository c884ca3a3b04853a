package io.changeover.orchestrator.plan.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Plans with something wrong, and what is to be found in them: bad-plans.txt. */
record BadPlans(List<BadPlan> plans) {
  record BadPlan(String name, String yaml, String findings) {
    @Override
    public String toString() {
      return name;
    }
  }

  static BadPlans read() throws IOException {
    List<BadPlan> plans = new ArrayList<>();
    try (InputStream input = BadPlans.class.getResourceAsStream("bad-plans.txt")) {
      String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
      for (String part : text.split("(?m)^=== ", -1)) {
        if (!part.isBlank()) {
          String[] pieces = part.split("(?m)^--- (yaml|findings)\n", -1);
          plans.add(new BadPlan(pieces[0].strip(), pieces[1], pieces[2].strip()));
        }
      }
    }
    return new BadPlans(plans);
  }
}
