package io.changeover.validation.http;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** JSON Pointers (RFC 6901) in which {@code *} stands for any element of an array. */
final class JsonValues {
  private static final String ANY = "*";

  private JsonValues() {}

  /**
   * All values that a pointer leads to.
   *
   * @throws IllegalArgumentException when it is not a JSON Pointer
   */
  static List<JsonNode> at(JsonNode document, String pointer) {
    if (!pointer.isEmpty() && !pointer.startsWith("/")) {
      throw new IllegalArgumentException(
          "'" + pointer + "' is not a JSON Pointer: it starts with no /");
    }
    List<JsonNode> found = List.of(document);
    String[] segments = pointer.split("/", -1);
    for (int i = 1; i < segments.length; i++) {
      String segment = segments[i].replace("~1", "/").replace("~0", "~");
      List<JsonNode> next = new ArrayList<>();
      found.forEach(node -> step(node, segment, next));
      found = next;
    }
    return found;
  }

  private static void step(JsonNode node, String segment, List<JsonNode> next) {
    if (node.isArray()) {
      if (segment.equals(ANY)) {
        next.addAll(node.values());
      } else if (segment.matches("0|[1-9][0-9]{0,8}") && node.has(Integer.parseInt(segment))) {
        next.add(node.get(Integer.parseInt(segment)));
      }
    } else if (node.isObject() && node.has(segment)) {
      next.add(node.get(segment));
    }
  }

  /** Equality of values: the order of members does not count, and 1 equals 1.0. */
  static boolean same(JsonNode one, JsonNode other) {
    return one.equals(JsonValues::compare, other);
  }

  private static int compare(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }
}
