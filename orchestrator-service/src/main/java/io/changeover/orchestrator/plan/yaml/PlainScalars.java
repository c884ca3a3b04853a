package io.changeover.orchestrator.plan.yaml;

import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a text without quotes stands for: the core schema of YAML 1.2, in decimal only. */
final class PlainScalars {
  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?[0-9]{1,18}\\.[0-9]{1,18}([eE][-+]?[0-9]{1,2})?");

  private PlainScalars() {}

  static JsonNode resolve(String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (NULL.contains(text)) {
      return nodes.nullNode();
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return nodes.booleanNode(TRUE.contains(text));
    }
    if (WHOLE.matcher(text).matches()) {
      long number = Long.parseLong(text);
      return (int) number == number ? nodes.numberNode((int) number) : nodes.numberNode(number);
    }
    if (DECIMAL.matcher(text).matches()) {
      return nodes.numberNode(Double.parseDouble(text));
    }
    return nodes.stringNode(text);
  }
}
