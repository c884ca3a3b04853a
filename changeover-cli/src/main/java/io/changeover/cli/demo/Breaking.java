package io.changeover.cli.demo;

import java.util.List;

/**
 * How a step is broken by real causes.
 *
 * @param before sabotages that are done before the deployment starts, so that the rehearsal meets
 *     them as well
 * @param atApproval sabotages that are done when people are asked to agree, after what was
 *     rehearsed
 */
record Breaking(List<String> before, List<String> atApproval) {
  static final Breaking NOTHING = new Breaking(List.of(), List.of());

  Breaking {
    before = List.copyOf(before);
    atApproval = List.copyOf(atApproval);
  }
}
