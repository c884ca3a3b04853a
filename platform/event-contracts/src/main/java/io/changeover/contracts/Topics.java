package io.changeover.contracts;

import java.util.ArrayList;
import java.util.List;

/**
 * The Kafka topics. Every record's key is the deployment id, so a deployment's records stay in
 * order.
 */
public final class Topics {
  /** What specialists report. */
  public static final String STEP_REPORTS = "changeover.step-reports.v1";

  /** The log as others see it. */
  public static final String DEPLOYMENT_EVENTS = "changeover.deployment-events.v1";

  /** What specialists can reach; compacted, keyed by the specialist's word. */
  public static final String SPECIALISTS = "changeover.specialists.v1";

  private Topics() {}

  /** Where a specialist is told what to do. */
  public static String stepCommands(Specialist specialist) {
    return "changeover.step-commands." + specialist.word() + ".v1";
  }

  /** All of them. */
  public static List<String> all() {
    List<String> all = new ArrayList<>(List.of(STEP_REPORTS, DEPLOYMENT_EVENTS, SPECIALISTS));
    for (Specialist specialist : Specialist.values()) {
      all.add(stepCommands(specialist));
    }
    return List.copyOf(all);
  }
}
