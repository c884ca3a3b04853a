package io.changeover.orchestrator.plan.yaml;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills the parameters in. A scalar that is nothing but {@code ${name}} takes the parameter's type;
 * a value given at the start is read as what the default is.
 */
final class Parameters {
  /** What a name looks like. */
  static final String NAME = "[a-z][a-z0-9-]{0,39}";

  /** The longest value of a parameter, in characters. */
  static final int LONGEST_VALUE = 1_000;

  /** How much text parameters may add to a plan, in characters. */
  static final int MOST_ADDED = 1_000_000;

  private static final String SECTION = "/parameters";
  private static final Pattern USE = Pattern.compile("\\$\\{([^{}]{0,200})}");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Document document;
  private final Findings findings;
  private final Map<String, JsonNode> declared = new TreeMap<>();
  private final Map<String, String> texts = new TreeMap<>();
  private final Set<String> used = new HashSet<>();
  private final Set<String> missing = new HashSet<>();
  private final Set<String> untyped = new HashSet<>();
  private int added;

  private Parameters(Document document, Findings findings) {
    this.document = document;
    this.findings = findings;
  }

  /** The document with every parameter filled in. */
  static Document fill(Document document, Map<String, String> given, Findings findings) {
    Parameters parameters = new Parameters(document, findings);
    parameters.declare(given);
    JsonNode filled = parameters.filled(document.root(), "");
    parameters.tellUnused();
    return document.withRoot(filled);
  }

  private void declare(Map<String, String> given) {
    if (document.root().get("parameters") instanceof ObjectNode section) {
      section
          .properties()
          .forEach(each -> declare(each.getKey(), each.getValue(), given.get(each.getKey())));
    }
    for (String name : new TreeMap<>(given).keySet()) {
      if (!declared.containsKey(name)) {
        tellUnknown(name);
      }
    }
  }

  private void tellUnknown(String name) {
    findings.add(
        document.keyAt(SECTION),
        "unknown-parameter",
        "The parameter '%s' was given, but the plan has none of that name."
            .formatted(Findings.shortened(name, 60)),
        Nearest.hint(name, declared.keySet(), "It has"));
  }

  private void declare(String name, JsonNode standard, @Nullable String given) {
    String at = Document.member(SECTION, name);
    String text =
        given == null ? document.written().getOrDefault(at, standard.asString("")) : given;
    if (text.length() > LONGEST_VALUE) {
      findings.add(
          document.valueAt(at),
          "too-long",
          "The parameter '%s' is longer than %d characters.".formatted(name, LONGEST_VALUE),
          "Write what is long where it is used.");
      text = "";
    }
    declared.put(name, value(name, standard, given == null ? null : text));
    texts.put(name, text);
  }

  private JsonNode value(String name, JsonNode standard, @Nullable String given) {
    if (!standard.isNull()) {
      return given == null ? standard : given(name, given, standard);
    }
    if (given != null) {
      untyped.add(name);
      return NODES.stringNode(given);
    }
    missing.add(name);
    tellMissing(name);
    return NODES.stringNode("${" + name + "}");
  }

  private void tellMissing(String name) {
    findings.add(
        document.keyAt(Document.member(SECTION, name)),
        "missing-parameter",
        "The parameter '%s' has no default and was not given.".formatted(name),
        "Give it when you start the deployment, or write a default here.");
  }

  private JsonNode given(String name, String given, JsonNode standard) {
    JsonNode read = standard.isString() ? NODES.stringNode(given) : PlainScalars.resolve(given);
    if (standard.isNumber() != read.isNumber() || standard.isBoolean() != read.isBoolean()) {
      findings.add(
          document.valueAt(Document.member(SECTION, name)),
          "wrong-type",
          "The parameter '%s' is %s, but '%s' was given."
              .formatted(name, standard.isNumber() ? "a number" : "true or false", given),
          "Give a value such as %s.".formatted(standard));
      return standard;
    }
    return read;
  }

  private JsonNode filled(JsonNode node, String pointer) {
    if (pointer.equals(SECTION)) {
      return node;
    }
    return switch (node) {
      case ObjectNode object -> filled(object, pointer);
      case ArrayNode array -> filled(array, pointer);
      default ->
          node.isString() && node.stringValue().contains("${")
              ? filled(node.stringValue(), pointer)
              : node;
    };
  }

  private ObjectNode filled(ObjectNode object, String pointer) {
    ObjectNode copy = NODES.objectNode();
    for (Map.Entry<String, JsonNode> each : object.properties()) {
      String at = Document.member(pointer, each.getKey());
      copy.set(each.getKey(), filled(each.getValue(), at));
    }
    return copy;
  }

  private ArrayNode filled(ArrayNode array, String pointer) {
    ArrayNode copy = NODES.arrayNode();
    for (int i = 0; i < array.size(); i++) {
      copy.add(filled(array.get(i), Document.element(pointer, i)));
    }
    return copy;
  }

  private JsonNode filled(String text, String pointer) {
    Matcher whole = USE.matcher(text);
    if (whole.matches() && isDeclared(whole.group(1), pointer)) {
      if (untyped.contains(whole.group(1))) {
        document.untyped().add(pointer);
      }
      return declared.getOrDefault(whole.group(1), NODES.stringNode(text));
    }
    return NODES.stringNode(
        USE.matcher(text).replaceAll(use -> Matcher.quoteReplacement(inText(use, pointer))));
  }

  private String inText(MatchResult use, String pointer) {
    if (!isDeclared(use.group(1), pointer)) {
      return use.group();
    }
    String text = texts.getOrDefault(use.group(1), "");
    added += text.length();
    if (added > MOST_ADDED) {
      tellTooLarge(pointer);
      return "";
    }
    return text;
  }

  private void tellTooLarge(String pointer) {
    findings.add(
        document.valueAt(pointer),
        "too-large",
        "The parameters make the plan longer by more than %d characters.".formatted(MOST_ADDED),
        "Use long parameters less often.");
  }

  private boolean isDeclared(String name, String pointer) {
    used.add(name);
    if (missing.contains(name)) {
      document.unresolved().add(pointer);
    }
    if (declared.containsKey(name)) {
      return true;
    }
    document.unresolved().add(pointer);
    findings.add(
        document.valueAt(pointer),
        "undeclared-parameter",
        "The plan declares no parameter '%s'.".formatted(Findings.shortened(name, 60)),
        Nearest.to(name, declared.keySet())
            .map("Did you mean '${%s}'?"::formatted)
            .orElse("Declare it under 'parameters', with a default or without."));
    return false;
  }

  private void tellUnused() {
    for (String name : declared.keySet()) {
      if (!used.contains(name)) {
        findings.add(
            document.keyAt(Document.member(SECTION, name)),
            "unused-parameter",
            "The parameter '%s' is used nowhere.".formatted(Findings.shortened(name, 60)),
            Nearest.to(name, used)
                .map("The plan uses '${%s}'."::formatted)
                .orElse("Write ${%s} where its value belongs, or delete it.".formatted(name)));
      }
    }
  }
}
