package io.changeover.cli.demo;

import java.util.Set;

/**
 * Another plan for the same sample.
 *
 * @param plan the plan's text
 * @param lacks parameters of the usual plan that it does not have
 * @param failures those of the example's failures that it can be broken by
 */
record OtherPlan(String plan, Set<String> lacks, Set<String> failures) {
  OtherPlan {
    lacks = Set.copyOf(lacks);
    failures = Set.copyOf(failures);
  }
}
