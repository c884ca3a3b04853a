package io.changeover.orchestrator.plan.yaml;

/**
 * Where something stands in a file.
 *
 * @param line counts from 1
 * @param column counts from 1, in characters
 */
record Place(int line, int column) {
  static final Place START = new Place(1, 1);
}
