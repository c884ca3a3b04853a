package io.changeover.orchestrator.plan.yaml;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What values and their places are called. */
final class Wording {
  /** How much of a value is shown, in characters. */
  static final int LONGEST_VALUE = 60;

  private Wording() {}

  static String shown(JsonNode value) {
    if (value.isObject()) {
      return "keys with values";
    }
    if (value.isArray()) {
      return "a list";
    }
    if (value.isNull()) {
      return "empty";
    }
    String text = Findings.shortened(value.asString(""), LONGEST_VALUE);
    if (value.isString()) {
      return "the text '" + text + "'";
    }
    return value.isBoolean() ? text : "the number " + text;
  }

  /** A value by the name of its key. */
  static String named(String pointer) {
    if (pointer.isEmpty()) {
      return "The plan";
    }
    List<String> parts = List.of(pointer.substring(1).split("/"));
    String last = parts.getLast().replace("~1", "/").replace("~0", "~");
    if (!last.matches("[0-9]+") || parts.size() == 1) {
      return "'" + Findings.shortened(last, LONGEST_VALUE) + "'";
    }
    return "Element %d of '%s'"
        .formatted(
            Long.parseLong(last.substring(0, Math.min(last.length(), 9))) + 1,
            parts.get(parts.size() - 2));
  }

  /** A step by its id, anything else by its key. */
  static String owner(Document document, String pointer) {
    String id = document.root().at(pointer).path("id").asString("");
    return id.isEmpty()
        ? named(pointer)
        : "The step '" + Findings.shortened(id, LONGEST_VALUE) + "'";
  }
}
